import type { Fact } from './fact.ts'

/** What a fact is called, wherever it is listed: `message.added`, `receipt.read`, `channel.test`. */
export function nameOf(fact: Fact): string {
  switch (fact.act) {
    case 'delivered':
    case 'read':
      return `receipt.${fact.act}`
    case 'noted':
      return `note.${fact.note.what}`
    case 'told-channel':
      return `channel.${fact.what}`
    case 'not-understood':
      return 'not-understood'
    case 'added':
    case 'edited':
    case 'removed':
    case 'hidden':
    case 'unhidden':
    case 'reacted':
      return `${fact.thing}.${fact.act}`
  }
}
