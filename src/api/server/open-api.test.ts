import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openTicketDesk } from '#test/ticket-desk.ts'

test('what the contracts promise is served and described, and nothing else is', async () => {
  const desk = await openTicketDesk()
  onTestFinished(desk.close)
  const files: Record<string, unknown>[] = await Promise.all(globSync('src/api/*/contract.ts').map((file) => import(resolve(file))))
  const promised = files.flatMap((file) => Object.values(file)).filter(isRoute)
  const answer = await desk.app.inject({ method: 'GET', url: '/api/openapi.json', headers: { host: 'desk.test' } })
  const paths: Record<string, object> = answer.json().paths
  const described = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
  expect(promised.length).toBeGreaterThan(30)
  expect(described.toSorted()).toEqual(promised.map(({ method, url }) => `${method.toLowerCase()} ${inBraces(url)}`).toSorted())
})

type Route = { readonly method: string; readonly url: string }

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'url' in value && 'schema' in value && 'method' in value
}

function inBraces(url: string): string {
  return url.replaceAll(/:(\w+)/g, '{$1}')
}
