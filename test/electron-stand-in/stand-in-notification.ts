import { EventEmitter } from 'node:events';

/** Electron's Notification. Nobody sees it: a test replaces `show`, as it does in Electron. */
export class StandInNotification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }

  readonly title: string;
  readonly body: string;

  constructor({ title, body }: { title: string; body: string }) {
    super();
    this.title = title;
    this.body = body;
  }

  show(): void {
    console.error(`Electron stand-in: notification: ${this.title}: ${this.body}`);
  }
}
