import { useEffect } from 'react';
import { useAppModel } from '../app-model.ts';
import type { Command } from './command.ts';

/** Offers these commands while the component is shown. @param commands a constant or memoised list. */
export function useCommands(commands: readonly Command[]): void {
  const { commands: registry } = useAppModel();
  useEffect(() => registry.register(commands), [registry, commands]);
}
