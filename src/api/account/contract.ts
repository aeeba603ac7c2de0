import { z } from 'zod'
import { Nothing, type RouteContract } from '../contract/route.ts'
import { Session } from '../session/contract.ts'
import { Email, LinkToken, Name, Password, TypedPassword } from '../contract/typed.ts'

const tags = ['account']

export const changeOwnName = {
  method: 'PUT',
  url: '/api/v1/account/name',
  schema: {
    tags,
    summary: 'Change your own name',
    body: z.strictObject({ name: Name }),
    response: { 200: Session },
  },
} as const satisfies RouteContract

export const changeOwnEmail = {
  method: 'PUT',
  url: '/api/v1/account/email',
  schema: {
    tags,
    summary: 'Change the e-mail address you sign in with; the old one gets a mail',
    body: z.strictObject({ email: Email, currentPassword: TypedPassword }),
    response: { 200: Session },
  },
} as const satisfies RouteContract

export const setEnterSends = {
  method: 'PUT',
  url: '/api/v1/account/enter-sends',
  schema: {
    tags,
    summary: 'Choose whether Enter alone sends what you write, and Shift with Enter begins a line; it is so in all of your browsers',
    body: z.strictObject({ isOn: z.boolean() }),
    response: { 200: Session },
  },
} as const satisfies RouteContract

export const changeOwnPassword = {
  method: 'PUT',
  url: '/api/v1/account/password',
  schema: {
    tags,
    summary: 'Change your own password; your other sessions end',
    body: z.strictObject({ currentPassword: TypedPassword, newPassword: Password }),
    response: { 204: Nothing },
  },
} as const satisfies RouteContract

export const signOutEverywhere = {
  method: 'DELETE',
  url: '/api/v1/account/sessions',
  schema: { tags, summary: 'End all of your sessions, this one too', response: { 204: Nothing } },
} as const satisfies RouteContract

/** The answer is the same whether somebody has this address or not. */
export const requestPasswordReset = {
  method: 'POST',
  url: '/api/v1/password-resets',
  schema: {
    tags,
    summary: 'Have a link mailed by which a forgotten password is replaced; it works once, for an hour',
    body: z.strictObject({ email: Email }),
    response: { 204: Nothing },
  },
} as const satisfies RouteContract

/** The token stands in the mail's link, `/new-password/TOKEN`; it is a secret and stored hashed. */
export const lookUpPasswordReset = {
  method: 'POST',
  url: '/api/v1/password-reset-lookups',
  schema: {
    tags,
    summary: 'Whose password a link replaces',
    body: z.strictObject({ token: LinkToken }),
    response: { 200: z.object({ name: z.string(), email: z.string() }) },
  },
} as const satisfies RouteContract

export const resetPassword = {
  method: 'POST',
  url: '/api/v1/password-reset-completions',
  schema: {
    tags,
    summary: 'Choose a new password by the link; all sessions of the person end',
    body: z.strictObject({ token: LinkToken, password: Password }),
    response: { 204: Nothing },
  },
} as const satisfies RouteContract
