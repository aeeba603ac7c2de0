/** Roles a person can have on an app. In development mode only they can log in. */
export const APP_ROLES = ['administrators', 'developers', 'testers', 'analysts'] as const
export type AppRole = (typeof APP_ROLES)[number]

/**
 * A saved login of Facebook Login for Business: which permissions, which assets and which kind of token `config_id` stands for
 * (Facebook Login for Business docs, 2026-05).
 */
export type LoginConfiguration = {
  readonly id: string
  readonly name: string
  readonly permissions: readonly string[]
  /** `pages` shows the step that chooses Pages. */
  readonly assets: readonly string[]
  readonly token: 'user' | 'system-user'
  /** System-user tokens only: sixty days or never. */
  readonly expires: '60-days' | 'never'
}
