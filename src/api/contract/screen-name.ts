import { z } from 'zod'
import { LONGEST_SCREEN } from '#domain/ephemeral.ts'

/** One open page of somebody's: any text of its own choice, so that several of one person are told apart. */
export const ScreenName = z.string().min(1).max(LONGEST_SCREEN)
