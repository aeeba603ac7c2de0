import type { FastifyInstance } from 'fastify'
import { mainApp, type Settings, tell, type World } from '../world/world.ts'
import { amount, ControlError, count, flag, type Input, inputOf, needed, oneOf, waitMs } from './input.ts'
import { changeThreadSettings, shownThreadSettings } from './thread-settings.ts'
import { changeWallSettings, shownWallSettings } from './wall-settings.ts'
import { changeUsageSettings, shownUsageSettings } from './usage-settings.ts'
import { changeSendSettings, shownSendSettings } from './send-settings.ts'
import { changeWebhookSettings, shownWebhookSettings } from './webhook-settings.ts'

/** Where Facebook's behaviour is a switch, or not known for sure. */
export function settingsRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/settings', () => shownSettings(world.state.settings))
  server.patch('/sandbox/settings', (request) => changeSettings(world, inputOf(request.body)))
  server.post('/sandbox/redirect-uris', (request) => registerRedirect(world, inputOf(request.body)))
}

function shownSettings(settings: Settings) {
  return {
    appsecret_proof_required: settings.appsecretProofRequired,
    code_token_life: settings.codeTokenLife,
    page_token_life: settings.pageTokenLife,
    dialog_wording: settings.dialogWording,
    business_pages_need_permission: settings.businessPagesNeedPermission,
    text_count: settings.textCount,
    media_url_life_ms: settings.mediaUrlLifeMs,
    retry_delays_ms: settings.retryDelaysMs,
    webhook_timeout_ms: settings.webhookTimeoutMs,
    webhook_give_up_ms: settings.webhookGiveUpMs,
    webhook_concurrency: settings.webhookConcurrency,
    ...shownWebhookSettings(settings),
    ...shownSendSettings(settings),
    ...shownUsageSettings(settings),
    ...shownWallSettings(settings),
    ...shownThreadSettings(settings),
  }
}

function changeSettings(world: World, input: Input) {
  // A wrong value among them changes nothing.
  const settings: Settings = { ...world.state.settings }
  settings.appsecretProofRequired = flag(input, 'appsecret_proof_required') ?? settings.appsecretProofRequired
  settings.codeTokenLife = oneOf(input, 'code_token_life', ['short', 'long']) ?? settings.codeTokenLife
  settings.pageTokenLife = oneOf(input, 'page_token_life', ['endless', 'with_login']) ?? settings.pageTokenLife
  settings.dialogWording = oneOf(input, 'dialog_wording', ['current', 'older']) ?? settings.dialogWording
  settings.businessPagesNeedPermission = flag(input, 'business_pages_need_permission') ?? settings.businessPagesNeedPermission
  settings.textCount = oneOf(input, 'text_count', ['utf16', 'codepoints', 'bytes']) ?? settings.textCount
  settings.mediaUrlLifeMs = amount(input, 'media_url_life_ms') ?? settings.mediaUrlLifeMs
  settings.retryDelaysMs = delaysIn(input) ?? settings.retryDelaysMs
  settings.webhookTimeoutMs = waitMs(input, 'webhook_timeout_ms') ?? settings.webhookTimeoutMs
  settings.webhookGiveUpMs = amount(input, 'webhook_give_up_ms') ?? settings.webhookGiveUpMs
  settings.webhookConcurrency = count(input, 'webhook_concurrency') ?? settings.webhookConcurrency
  changeWebhookSettings(settings, input)
  changeSendSettings(settings, input)
  changeUsageSettings(settings, input)
  changeWallSettings(settings, input)
  changeThreadSettings(settings, input)
  Object.assign(world.state.settings, settings)
  tell(world, { type: 'state' })
  return shownSettings(settings)
}

function delaysIn(input: Input): number[] | undefined {
  const delays = input['retry_delays_ms']
  if (delays === undefined) {
    return undefined
  }
  if (!Array.isArray(delays) || delays.length === 0 || !delays.every((delay) => typeof delay === 'number' && delay >= 0)) {
    throw new ControlError(400, 'retry_delays_ms must be a list of milliseconds.')
  }
  return delays.map(Number)
}

function registerRedirect(world: World, input: Input) {
  const app = mainApp(world)
  app.redirectUris = [...new Set([...app.redirectUris, needed(input, 'redirect_uri')])]
  tell(world, { type: 'state' })
  return { redirect_uris: app.redirectUris }
}
