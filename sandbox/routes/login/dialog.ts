import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../../world/world.ts'
import { firstScreen, nextScreen, type Screen, type Step } from './dialog-flow.ts'
import { dialogPage, refusalPage } from './dialog-pages.ts'
import { type DialogRequest, readDialogRequest } from './dialog-request.ts'

const COOKIE = 'sandbox_person'

/** The login dialog at `/dialog/oauth`, with or without a version in front. */
export function dialogRoutes(server: FastifyInstance, world: World): void {
  for (const url of ['/dialog/oauth', '/dialog/oauth/', '/:version/dialog/oauth', '/:version/dialog/oauth/']) {
    server.get(url, (request, reply) => show(world, { request, reply, step: undefined }))
    server.post(url, (request, reply) => show(world, { request, reply, step: stepIn(request) }))
  }
}

function show(world: World, call: { request: FastifyRequest; reply: FastifyReply; step: Step | undefined }): FastifyReply {
  const { request, reply, step } = call
  const asked = readDialogRequest(world, queryOf(request))
  reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store')
  if (!('app' in asked)) {
    return reply.code(400).send(refusalPage(asked))
  }
  const screen = screenFor(world, asked, call)
  if (step?.personId !== undefined && step.from === 'log-in') {
    reply.header('set-cookie', `${COOKIE}=${encodeURIComponent(step.personId)}; Path=/; HttpOnly; SameSite=Lax`)
  }
  if (screen.name === 'refused') {
    return reply.send(refusalPage(screen.refusal))
  }
  return screen.name === 'leave'
    ? reply.redirect(screen.location, 302)
    : reply.send(dialogPage(world, asked, { screen, action: request.url }))
}

function screenFor(world: World, asked: DialogRequest, call: { request: FastifyRequest; step: Step | undefined }): Screen {
  if (call.step) {
    return nextScreen(world, asked, call.step)
  }
  const personId = new RegExp(`${COOKIE}=([^;]+)`).exec(call.request.headers.cookie ?? '')?.[1] ?? ''
  return firstScreen(world, asked, world.state.people.get(personId))
}

function stepIn(request: FastifyRequest): Step {
  const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString() : '')
  return {
    from: form.get('from') ?? '',
    press: form.get('press') ?? '',
    personId: form.getAll('person').at(-1),
    reach: form.get('reach') ?? undefined,
    pageIds: form.getAll('page'),
    businessReach: form.get('business_reach') ?? undefined,
    businessIds: form.getAll('business'),
    scopes: form.getAll('scope'),
    code: form.get('code') ?? undefined,
  }
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://sandbox').searchParams
}
