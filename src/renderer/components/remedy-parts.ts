/** A stretch of advice: words, or a command to type. */
export interface RemedyPart {
  kind: 'words' | 'command';
  text: string;
}

/** Between backticks, or beginning with a program that a remedy asks to run, up to the end of the clause: what is quoted or escaped is the program's. */
const COMMAND =
  /`([^`]+)`|(?<=^|[\s:(])((?:sudo|systemctl|journalctl|npm) (?:\\.|"[^"]*"|'[^']*'|[^,;`'"()])+)/g;

/** Takes the commands out of a remedy, so that each can be shown and copied by itself. */
export function remedyParts(remedy: string): RemedyPart[] {
  const parts: RemedyPart[] = [];
  let wordsFrom = 0;
  for (const match of remedy.matchAll(COMMAND)) {
    addWords(parts, remedy.slice(wordsFrom, match.index));
    parts.push({ kind: 'command', text: (match[1] ?? match[2] ?? '').trim().replace(/\.$/, '') });
    wordsFrom = match.index + match[0].length;
  }
  addWords(parts, remedy.slice(wordsFrom));
  return parts;
}

function addWords(parts: RemedyPart[], text: string): void {
  // A comma that parted the command from what follows has lost its use, and so has the end of its sentence.
  const words = text.replace(/^\s*[,;.]\s*/, '').trim();
  if (/[\p{L}\p{N}]/u.test(words))
    parts.push({ kind: 'words', text: words.charAt(0).toUpperCase() + words.slice(1) });
}
