import { randomBytes } from 'node:crypto';
import { emptyDraft } from '../../pipeline/entry-draft.ts';
import type { Dictionaries } from '../../store/dictionaries.ts';
import { formatReceiptPosition } from '../../listener/syslog-receiver/receipt-position.ts';
import {
  BAD_COUNT,
  CUT_OFF,
  REST,
  STALLED,
  STOPPED,
  TOO_LONG,
  WHOLE,
  unpackMessages,
  type MessageFate,
  type SyslogMessage,
} from '../../listener/syslog-receiver/syslog-envelope.ts';
import { rowChecks } from '../exported-file/row-checks.ts';
import { MAX_KEPT_BYTES, type ParserSink, type SourceParser } from '../source-parser.ts';
import { decodeUtf8 } from '../text-log/decode-bytes.ts';
import { EntryHeading } from '../text-log/entry-heading.ts';
import { Rfc3164Format } from '../text-log/formats/rfc3164-format.ts';
import { Rfc5424Format } from '../text-log/formats/rfc5424-format.ts';
import { textStreamKey } from '../text-log/text-position.ts';
import { TextEntryAssembler } from '../text-log/text-entry-assembler.ts';
import { ReceivedTimes } from './received-times.ts';

const LF = 10;
const CR = 13;
/** `<PRI>1 `: RFC 5424, section 6. */
const RFC_5424 = /^<\d{1,3}>1 /;
/** Nobody asks for it by this name but who looks for who sent a message. Named as journald names its own. */
const SENDER_FIELD = 'SYSLOG_SENDER';
const REASONS: Record<Exclude<MessageFate, typeof WHOLE>, string> = {
  [TOO_LONG]: 'the message is too long',
  [CUT_OFF]: 'the connection ended before the message did',
  [BAD_COUNT]: 'the length before a message is none (RFC 6587)',
  [STALLED]: 'the message stopped in the middle, and nothing more came',
  [STOPPED]: 'Hydrant was stopped before the message ended',
  [REST]: 'the rest of a message that had stopped in the middle',
};

/** Makes entries of the messages that a syslog receiver hands over: RFC 5424 or RFC 3164, each by what it begins with. */
export class SyslogMessageParser implements SourceParser {
  /** Up to when there was somebody to receive: the last message, or the end of the run. */
  position: string | null = null;
  readonly #sink: ParserSink;
  readonly #dictionaries: Dictionaries;
  readonly #assembler: TextEntryAssembler;
  readonly #times: ReceivedTimes;
  readonly #heading = new EntryHeading();
  readonly #nowUnixUs: () => number;
  readonly #new = new Rfc5424Format();
  readonly #old = new Rfc3164Format();
  /** What was received since this start: numbers of another start mean other messages. */
  readonly #streamKey = textStreamKey(randomBytes(32));
  #sequence = 0;
  #interrupted: Generator<SyslogMessage> | undefined;
  #current: SyslogMessage | undefined;

  constructor(options: {
    dictionaries: Dictionaries;
    sourceId: number;
    sink: ParserSink;
    /** IANA name, for times that do not say theirs. Default: this machine's. */
    timeZone?: string;
    /** Microseconds since 1970. Default: the clock. */
    nowUnixUs?: () => number;
  }) {
    this.#nowUnixUs = options.nowUnixUs ?? (() => Date.now() * 1000);
    this.#sink = options.sink;
    this.#dictionaries = options.dictionaries;
    const timeZone = options.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { dictionaries, sourceId } = options;
    this.#assembler = new TextEntryAssembler({
      draft: emptyDraft(),
      dictionaries,
      sourceId,
      timeZone,
      host: '',
      identifier: '',
    });
    this.#times = new ReceivedTimes(timeZone);
  }

  startRun(): void {
    this.#interrupted = undefined;
    this.#current = undefined;
  }

  /** When this throws, because the store fails, another push (of nothing) goes on in its place. */
  push(bytes: Buffer): void {
    const messages =
      bytes.length === 0 && this.#interrupted !== undefined ? this.#interrupted : unpackMessages(bytes);
    this.#interrupted = messages;
    for (;;) {
      this.#current ??= messages.next().value as SyslogMessage | undefined;
      if (this.#current === undefined) break;
      this.#read(this.#current);
      this.#current = undefined;
    }
    this.#interrupted = undefined;
  }

  endRun(): void {
    this.startRun();
    this.position = formatReceiptPosition(this.#nowUnixUs());
  }

  #read(message: SyslogMessage): void {
    if (message.fate === WHOLE) this.#readWhole(message);
    else this.#reject(REASONS[message.fate], message);
    this.position = formatReceiptPosition(message.receivedUnixUs);
  }

  #readWhole(message: SyslogMessage): void {
    const { bytes, sender, receivedUnixUs } = message;
    let end = bytes.length;
    // Some senders end a message with what would end a line, or with a NUL.
    while (end > 0 && (bytes[end - 1] === LF || bytes[end - 1] === CR || bytes[end - 1] === 0)) end -= 1;
    if (end === 0) {
      this.#reject('the message is empty', message);
      return;
    }
    const lineFeed = bytes.indexOf(LF);
    const firstLineEnd = lineFeed < 0 || lineFeed > end ? end : lineFeed;
    const text = decodeUtf8(bytes, 0, firstLineEnd);
    const line = text ?? bytes.toString('latin1', 0, firstLineEnd);
    const heading = this.#heading;
    heading.begin(text === undefined);
    const reading = (RFC_5424.test(line) ? this.#new : this.#old).read(line, heading);
    if (reading !== 'begins') {
      const why = reading === 'continues' ? 'it has neither a priority nor a time' : reading.unreadable;
      this.#reject(why, message);
      return;
    }
    if (heading.host === '') heading.host = sender;
    if (sender !== '') heading.addField(SENDER_FIELD, sender, true);
    this.#times.receivedUnixUs = receivedUnixUs;
    this.#assembler.assemble(heading, line, { bytes, start: 0, firstLineEnd, end }, this.#times);
    const { draft } = this.#assembler;
    draft.streamId = this.#dictionaries.streamId(this.#streamKey);
    draft.sequence = this.#sequence;
    [draft.checkLow, draft.checkHigh] = rowChecks(bytes.subarray(0, end));
    this.#sink.accept(draft);
    this.#sequence += 1;
  }

  #reject(reason: string, { bytes, sender, sizeBytes }: SyslogMessage): void {
    const from = sender === '' ? '' : `, from ${sender}`;
    this.#sink.reject(`${reason}${from}`, Buffer.from(bytes.subarray(0, MAX_KEPT_BYTES)), sizeBytes, '');
  }
}
