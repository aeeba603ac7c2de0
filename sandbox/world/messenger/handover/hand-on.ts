import { missingParameter, oauthError } from '../../graph-error.ts'
import { defaultAppOf } from '../../webhooks/standby.ts'
import type { World } from '../../world.ts'
import { controlOf, passControl, releaseControl, type Step } from './handover.ts'
import { type Json, mustBeOneOf, textAt } from '../send/reading.ts'
import { isConnected } from './routing.ts'
import { sendError } from '../send/send-errors.ts'

/**
 * `thread_control` of a message (Messenger Platform docs, conversation routing, 2025-09): judges it before anything is sent, and gives
 * the step that follows the message. `pass` goes to `app_id` or the default app; without a type the thread is released. Throws 100 while
 * the Page has no default app, 100/2018164 for an app that is not on the Page.
 */
export function handOnAfter(world: World, step: Step, wish: Json): () => void {
  const { page, app } = step.access
  const type = textAt(wish, 'control_type', 'thread_control[control_type]')
  mustBeOneOf(type, ['pass', 'release'], 'thread_control[control_type]')
  const fallback = defaultAppOf(world, page.id)
  if (fallback === undefined) {
    throw oauthError(100, '(#100) Param thread_control needs a default app for conversation routing on the Page')
  }
  if (type !== 'pass') {
    return () => {
      if (controlOf(world, step.conversation)?.appId === app.id) {
        releaseControl(world, step)
      }
    }
  }
  const target = textAt(wish, 'app_id', 'thread_control[app_id]') ?? fallback
  if (!isConnected(world, page, target)) {
    throw sendError('100/2018164')
  }
  if (target === app.id) {
    throw missingParameter('thread_control[app_id]')
  }
  return () => passControl(world, step, target)
}
