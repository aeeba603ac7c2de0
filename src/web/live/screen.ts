import { newCommandKey } from '../api/client.ts'

/** This page, as long as it is open: one person may have several. */
export const SCREEN = newCommandKey()
