import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Box, openBox } from './box.ts'
import { openEar } from './ear.ts'
import { env, graph } from './graph.ts'

let box: Box
beforeEach(async () => {
  box = await openBox()
})
afterEach(() => box.close())

const it = (name: string) => env(box, name)
const call = (path: string, more: { method?: string; body?: unknown } = {}) => graph(box, path, { token: it('PAGE_TOKEN'), ...more })
const make = async (name: string) => String((await call('/v26.0/me/custom_labels', { body: { page_label_name: name } })).body['id'])
const wear = (id: string, method: 'POST' | 'DELETE', user = it('PSID')) => call(`/${id}/label`, { method, body: { user } })
const onPage = async () => (await call(`/${it('PAGE_ID')}/custom_labels?fields=page_label_name`)).body['data']
const onPerson = async () => (await call(`/${it('PSID')}/custom_labels?fields=page_label_name`)).body['data']

test('[docs] POST /{page}/custom_labels, GET /{page}/custom_labels: a label is made and listed', async () => {
  const id = await make('VIP')
  expect(id).toMatch(/^\d+$/)
  expect(await onPage()).toEqual([{ page_label_name: 'VIP', id }])
})

test('[docs] POST /{page}/custom_labels: the old parameter name does not do', async () => {
  const { error } = await call('/me/custom_labels', { body: { name: 'VIP' } })
  expect(error).toMatchObject({ code: 100, message: expect.stringContaining('page_label_name') })
})

test('[unproven] POST /{page}/custom_labels: the same name a second time is 100', async () => {
  await make('VIP')
  expect((await call('/me/custom_labels', { body: { page_label_name: 'VIP' } })).error).toMatchObject({ code: 100 })
})

test('[docs] POST /{label}/label, DELETE /{label}/label, GET /{psid}/custom_labels: a label is put on a person and taken off', async () => {
  const id = await make('VIP')
  expect((await wear(id, 'POST')).body).toEqual({ success: true })
  expect(await onPerson()).toEqual([{ page_label_name: 'VIP', id }])
  expect((await wear(id, 'DELETE')).body).toEqual({ success: true })
  expect(await onPerson()).toEqual([])
})

test('[docs] POST /{label}/label: someone who never wrote is 100/2018001', async () => {
  expect((await wear(await make('VIP'), 'POST', it('BAD_PSID'))).error).toMatchObject({ code: 100, error_subcode: 2018001 })
})

test('[docs] GET /{label}, DELETE /{label}: a label can be read, and goes from everyone', async () => {
  const id = await make('VIP')
  await wear(id, 'POST')
  expect((await call(`/${id}?fields=page_label_name`)).body).toEqual({ page_label_name: 'VIP', id })
  expect((await call(`/${id}`, { method: 'DELETE' })).body).toEqual({ success: true })
  expect(await onPerson()).toEqual([])
  expect((await call(`/${id}`)).error).toMatchObject({ error_subcode: 33 })
})

test('[docs] webhook inbox_labels: tells who got or lost which label, once', async () => {
  const app = await openEar(box, 'inbox_labels')
  const id = await make('VIP')
  await wear(id, 'POST')
  await wear(id, 'POST')
  await wear(id, 'DELETE')
  await app.untilHeard(2)
  const value = { user: { id: it('PSID') }, label: { id, page_label_name: 'VIP' } }
  expect(app.entries().flatMap(({ changes }) => changes ?? [])).toEqual([
    { field: 'inbox_labels', value: { ...value, action: 'add' } },
    { field: 'inbox_labels', value: { ...value, action: 'remove' } },
  ])
  await app.close()
})
