import type { Command } from './command.ts'

/**
 * The commands that hold all letters of the query in order, best first, groups kept together. A person's name must hold the
 * words as they were typed: one that merely has the letters somewhere is somebody else's.
 */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const wanted = simplify(query)
  if (wanted === '') {
    return commands
  }
  const scored = commands.map((command) => ({ command, score: score(command, wanted) })).filter((hit) => hit.score > 0)
  const groups = [...new Set(scored.toSorted((a, b) => b.score - a.score).map((hit) => hit.command.group))]
  return groups.flatMap((group) =>
    scored
      .filter((hit) => hit.command.group === group)
      .toSorted((a, b) => b.score - a.score)
      .map((hit) => hit.command),
  )
}

/** Lower case without accents, so that "Sofia" finds "Sofía". */
function simplify(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().trim()
}

function score(command: Command, wanted: string): number {
  const label = simplify(command.label)
  if (label.split(' ').includes(wanted)) {
    return 5
  }
  const at = label.indexOf(wanted)
  if (at === 0) {
    return 4
  }
  if (at > 0) {
    return /[\s#]/u.test(label[at - 1] ?? '') ? 3 : 2
  }
  const holds = command.isNameOfPerson === true ? holdsWords(label, wanted) : holdsInOrder(label, wanted)
  return holds ? 1 : 0
}

function holdsWords(label: string, wanted: string): boolean {
  return wanted.split(/\s+/u).every((word) => label.includes(word))
}

function holdsInOrder(label: string, wanted: string): boolean {
  let from = 0
  for (const sign of wanted.replaceAll(' ', '')) {
    const at = label.indexOf(sign, from)
    if (at < 0) {
      return false
    }
    from = at + sign.length
  }
  return true
}
