import type { Reach } from './findings.ts'

/** Goes to the desk's own public address as the channel's network does, and tells what was met. */
export type ReachPort = () => Promise<Reach>
