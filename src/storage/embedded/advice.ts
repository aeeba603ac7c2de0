/** What PostgreSQL says in its log when it does not start, and what an operator can do about it. */
const ADVICE: readonly (readonly [RegExp, (home: string) => string])[] = [
  [/No space left on device/i, (home) => `The disk is full. Make room on the disk that holds ${home}.`],
  [
    /Permission denied|has wrong ownership/i,
    (home) => `The files in ${home} belong to somebody else. Give them back to the user of the desk.`,
  ],
  [/Address already in use|could not create any TCP\/IP sockets/i, () => 'Another program has its port. Stop that program.'],
  [
    /could not (?:map anonymous|create) shared memory|Cannot allocate memory/i,
    () => 'The machine has no memory left for it. Stop other programs.',
  ],
  [/ENOENT|error while loading shared libraries/i, (home) => `Programs of PostgreSQL are missing in ${home}. Run npm ci.`],
  [
    /PANIC|invalid checkpoint record|could not locate a valid checkpoint/i,
    (home) => `Its files in ${home} are damaged. Restore them from a backup.`,
  ],
]

/** What to do about a PostgreSQL that does not start, by its own last words. */
export function adviceFor(words: string, home: string): string {
  const known = ADVICE.find(([pattern]) => pattern.test(words))
  return known ? known[1](home) : `Its log in ${home} tells more.`
}
