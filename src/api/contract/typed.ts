import { z } from 'zod'

/** Of a person, a workspace, a channel. */
export const Name = z.string().trim().min(1).max(200)
export const Email = z.email().max(320)
/** A password that is chosen. */
export const Password = z.string().min(12).max(200)
/** A password that is asked for: only its owner knows how long it is. */
export const TypedPassword = z.string().min(1).max(200)
/** The secret of a mailed link. */
export const LinkToken = z.string().min(1).max(200)
