import type { ActUpon } from '#api/conversation/contract.ts'
import type { Agents, Taken } from './agents.ts'
import type { Spoken } from './read-lines.ts'
import type { Trouble } from './trouble.ts'
import type { Facebook } from './wall.ts'

/** One promise, how much was looked at, and what is not as promised. */
export type Kept = { readonly promise: string; readonly count: number; readonly differences: readonly string[] }

type Threads = readonly (readonly Spoken[])[]

/** Whether what agents were told of their acts is what Facebook shows. */
export function compareActs(threads: Threads, facebook: Facebook, taken: readonly Taken[]): Kept[] {
  const lines = threads.flat()
  const private_ = lines.flatMap(({ acts }) => acts.filter(({ act }) => act === 'reply-privately'))
  const replies = lines.filter(({ line }) => line === 'our-message')
  return [
    { promise: 'every act that was taken is told of', count: taken.length, differences: findLost(lines, taken) },
    { promise: 'nothing is under way for ever', count: lines.length, differences: findUnderWay(lines) },
    {
      promise: 'each reply stands on the wall as told, once',
      count: replies.length,
      differences: replies.flatMap(of(facebook, wrongReply)),
    },
    { promise: 'hidden, liked and deleted are as told', count: lines.length, differences: lines.flatMap(of(facebook, wrongState)) },
    { promise: 'each private reply came as told, once', count: private_.length, differences: private_.flatMap(of(facebook, wrongPrivate)) },
  ]
}

type Ran = { readonly acts: number; readonly told: readonly string[] } & Pick<Agents, 'refused'> & Pick<Trouble, 'struck'>

/** Whether there was anything to keep a promise of: a run in which nothing was done, or nothing went wrong, proves nothing. */
export function didRun({ acts, told, refused, struck }: Ran): Kept {
  const [refusals, strikes] = [refused, struck].map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0))
  const sent = told.filter((state) => state === 'sent').length
  const differences = [
    sent > 0 ? [] : ['nothing was done'],
    (strikes ?? 0) > 0 ? [] : ['nothing went wrong'],
    (refusals ?? 0) < acts ? [] : ['the desk refused all that was asked'],
  ].flat()
  return { promise: 'agents did something, and something went wrong', count: acts, differences }
}

function of<Thing>(facebook: Facebook, look: (thing: Thing, facebook: Facebook) => string | undefined) {
  return (thing: Thing) => look(thing, facebook) ?? []
}

function findLost(lines: readonly Spoken[], taken: readonly Taken[]): string[] {
  const byLine = Map.groupBy(taken, ({ lineId, act }) => `${lineId} ${act}`)
  return [...byLine].flatMap(([name, some]) => {
    const [lineId, act] = name.split(' ')
    const line = lines.find(({ id }) => id === lineId)
    const told = act === 'reply' ? Number(line !== undefined) : (line?.acts.filter((one) => one.act === act).length ?? 0)
    return told < some.length ? [`${act} upon "${line?.text ?? lineId}": taken ${some.length} times, told ${told} times`] : []
  })
}

function findUnderWay(lines: readonly Spoken[]): string[] {
  return lines.flatMap(({ text, state, acts }) => {
    const waiting = [state, ...acts.map((act) => act.state)].filter((each) => each === 'queued' || each === 'sending')
    return waiting.length > 0 ? [`"${text}": ${waiting.join(', ')}`] : []
  })
}

function standing({ text }: Spoken, { said }: Facebook) {
  const name = text.split('.')[0] ?? ''
  return said.filter(({ message }) => message.split('.')[0] === name)
}

function wrongReply(line: Spoken, facebook: Facebook): string | undefined {
  const there = standing(line, facebook)
  const told = `"${line.text}" is told as ${line.takenBackAt === null ? line.state : 'deleted'}`
  if (there.length > 1) {
    return `${told}, and stands on the wall ${there.length} times`
  }
  if (line.takenBackAt !== null || line.state === 'failed') {
    return there.length > 0 ? `${told}, and stands on the wall` : undefined
  }
  if (line.state === 'unconfirmed') {
    return undefined
  }
  return there[0]?.message === line.text ? undefined : `${told}, and the wall says ${JSON.stringify(there[0]?.message)}`
}

/** By what each line says of itself, and by the last act of each kind that is told as done after which none is in doubt. */
function wrongState(line: Spoken, facebook: Facebook): string | undefined {
  if (line.line === 'our-message' && line.state !== 'sent') {
    return undefined
  }
  const [there] = standing(line, facebook)
  const isTold = { isRemoved: line.takenBackAt !== null, isHidden: line.isHidden, isLiked: line.reactions.some(({ by }) => by === 'page') }
  const doubt = {
    isRemoved: isInDoubt(line, ['remove']),
    isHidden: isInDoubt(line, ['hide', 'show']),
    isLiked: isInDoubt(line, ['like', 'unlike']),
  }
  const isThere = { isRemoved: there === undefined, isHidden: there?.isHidden, isLiked: there?.isLiked }
  const names = there === undefined ? (['isRemoved'] as const) : (['isRemoved', 'isHidden', 'isLiked'] as const)
  const wrong = names.filter((name) => isTold[name] !== isThere[name] && !doubt[name])
  const untrue = there === undefined ? undefined : untrueAct(line, there)
  return wrong.length > 0 || untrue !== undefined
    ? `"${line.text}": ${wrong.map((name) => `${name} is told as ${isTold[name]}, is ${isThere[name]}`).join(', ')} ${untrue ?? ''} [${storyOf(line)}]`
    : undefined
}

/** A thing that is told as not done, or as done, last of its kind, though Facebook shows otherwise. */
function untrueAct({ acts }: Spoken, there: { readonly isHidden: boolean; readonly isLiked: boolean }): string | undefined {
  const isHidden = lastOf(acts, 'hide', 'show')
  const isLiked = lastOf(acts, 'like', 'unlike')
  const wrong = [
    isHidden === undefined || isHidden === there.isHidden ? [] : [`told as ${isHidden ? 'hidden' : 'shown'}`],
    isLiked === undefined || isLiked === there.isLiked ? [] : [`told as ${isLiked ? 'liked' : 'not liked'}`],
  ].flat()
  return wrong.length > 0 ? wrong.join(', ') : undefined
}

/** What the acts of a kind led to, as told; undefined where there was none, or one is in doubt. */
function lastOf(acts: readonly ActUpon[], there: ActUpon['act'], back: ActUpon['act']): boolean | undefined {
  const some = acts.filter(({ act }) => act === there || act === back)
  if (some.length === 0 || some.some(({ state }) => state === 'unconfirmed')) {
    return undefined
  }
  return some.findLast(({ state }) => state === 'sent')?.act === there
}

function isInDoubt({ acts }: Spoken, kinds: readonly ActUpon['act'][]): boolean {
  return acts.some(({ act, state }) => kinds.includes(act) && state === 'unconfirmed')
}

function storyOf({ acts }: Spoken): string {
  return acts.map(({ act, state, failure }) => `${act} ${state}${failure ? ` (${failure.reason} ${failure.code ?? ''})` : ''}`).join('; ')
}

function wrongPrivate({ text, state, failure }: ActUpon, { privately }: Facebook): string | undefined {
  const times = privately.filter((message) => message === text).length
  const isRight = state === 'unconfirmed' ? times <= 1 : times === Number(state === 'sent')
  return isRight ? undefined : `"${text}" is told as ${state} (${failure?.code ?? 'no code'}), and came ${times} times`
}
