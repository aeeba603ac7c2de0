import { hash } from 'node:crypto'
import { createServer, type RequestListener, type IncomingHttpHeaders } from 'node:http'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { FileStoreError } from '#storage/files/file-store.ts'
import { createDownload, type DownloaderOptions } from './download.ts'
import { isPublicAddress } from './public-address.ts'

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pagedesk-download-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'file')
}

const FORBIDDEN = { kind: 'refused', reason: 'address-forbidden' }

async function fetchFrom(answer: RequestListener, options: DownloaderOptions = {}) {
  const origin = await serve(answer)
  const path = await newPath()
  const result = await createDownload({ trustedOrigin: origin, ...options })(`${origin}/file`, path)
  return { result, read: () => readFile(path, 'utf8') }
}

test('bytes arrive whole, with their size and digest', async () => {
  const { result, read } = await fetchFrom((_request, response) => response.end('a picture'))
  expect(result).toEqual({ kind: 'ok', size: 9, digest: hash('sha256', 'a picture') })
  expect(await read()).toBe('a picture')
})

// Attack 23: what a message says is where its picture lies.
test.each([
  'http://scontent.example/a.jpg',
  'https://127.0.0.1/',
  'https://10.1.2.3/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://0.0.0.0/',
  'https://2130706433/',
  'https://0177.0.0.1/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'https://somebody:secret@scontent.example/',
  'https://scontent.example:8443/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_INFO',
  'data:text/plain,x',
  'ftp://scontent.example/a.jpg',
  'not an address',
  '',
])('%s is refused', async (url) => {
  const asked: string[] = []
  const download = createDownload({ resolve: async (host) => (asked.push(host), [{ address: '127.0.0.1', family: 4 }]) })
  expect(await download(url, await newPath())).toEqual(FORBIDDEN)
  expect(asked).toEqual([])
})

test.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd12::1', '224.0.0.1', '255.255.255.255', 'nonsense'])(
  'a name that means %s is refused',
  async (address) => {
    const download = createDownload({ resolve: async () => [{ address, family: address.includes(':') ? 6 : 4 }] })
    expect(await download('https://innocent.example/a.jpg', await newPath())).toEqual(FORBIDDEN)
    expect(isPublicAddress(address)).toBe(false)
  },
)

test('a name with one public and one private address is refused', async () => {
  const resolve = async () => [
    { address: '93.184.216.34', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  expect(await createDownload({ resolve })('https://half.example/', await newPath())).toEqual(FORBIDDEN)
})

// Attack 24: the second answer would be another.
test('a name is asked once for each socket, and the socket goes to what was looked at', async () => {
  const answers = ['192.0.2.1', '127.0.0.1']
  const asked: string[] = []
  const resolve = async (host: string) => (asked.push(host), [{ address: answers.shift() ?? '', family: 4 }])
  const download = createDownload({ resolve, timeoutMs: 300 })
  // 192.0.2.0/24 is for documentation: reserved, so refused; nobody asks for the second answer.
  expect(await download('https://rebinding.example/', await newPath())).toEqual(FORBIDDEN)
  expect(asked).toEqual(['rebinding.example'])
})

test('a public address that does not answer is tried at that address and no other', async () => {
  const asked: string[] = []
  const resolve = async (host: string) => (asked.push(host), [{ address: asked.length === 1 ? '198.41.0.4' : '127.0.0.1', family: 4 }])
  const result = await createDownload({ resolve, timeoutMs: 500 })('https://quiet.example/', await newPath())
  expect(result).toMatchObject({ kind: 'not-now' })
  expect(asked).toEqual(['quiet.example'])
})

test.each(['http://127.0.0.1:1/', 'https://169.254.169.254/', 'https://[::1]/', 'file:///etc/passwd', '//10.0.0.1/'])(
  'a redirect to %s is refused',
  async (location) => {
    const { result } = await fetchFrom((_request, response) => response.writeHead(302, { location }).end())
    expect(result).toEqual(FORBIDDEN)
  },
)

test('a redirect within what is allowed is followed, and a circle of them is not', async () => {
  const moved = await fetchFrom((request, response) =>
    request.url === '/file' ? response.writeHead(302, { location: '/there' }).end() : response.end('found'),
  )
  expect(moved.result).toMatchObject({ kind: 'ok', size: 5 })
  const circle = await fetchFrom((_request, response) => response.writeHead(302, { location: '/file' }).end())
  expect(circle.result).toEqual(FORBIDDEN)
})

test('neither keys nor cookies nor where it stands is told to whoever has the file', async () => {
  let told: IncomingHttpHeaders = {}
  await fetchFrom((request, response) => {
    told = request.headers
    response.end('x')
  })
  expect(Object.keys(told).toSorted()).toEqual(['accept-encoding', 'connection', 'host', 'user-agent'])
})

test.each([403, 404, 410])('%i means that the address is dead', async (status) => {
  expect((await fetchFrom((_request, response) => response.writeHead(status).end())).result).toEqual({ kind: 'dead' })
})

test.each([400, 408, 429, 500, 503, 204, 206])('%i may pass', async (status) => {
  const { result } = await fetchFrom((_request, response) => response.writeHead(status).end())
  expect(result).toEqual({ kind: 'not-now', reason: 'address-busy' })
})

test('a file that says it is too large is refused before it is read, one that does not say so at the bound', async () => {
  const said = await fetchFrom((_request, response) => response.end('x'.repeat(1001)), { maxBytes: 1000 })
  expect(said.result).toEqual({ kind: 'refused', reason: 'too-large' })
  const unsaid = await fetchFrom(
    (_request, response) => {
      response.write('x'.repeat(600))
      response.end('x'.repeat(600))
    },
    { maxBytes: 1000 },
  )
  expect(unsaid.result).toEqual({ kind: 'refused', reason: 'too-large' })
  const fits = await fetchFrom((_request, response) => response.end('x'.repeat(1000)), { maxBytes: 1000 })
  expect(fits.result).toMatchObject({ kind: 'ok', size: 1000 })
})

test('what comes packed is refused, nothing of it unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(5_000_000))
  const { result } = await fetchFrom((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
  expect(result).toEqual({ kind: 'refused', reason: 'packed' })
})

test('no bytes are no file', async () => {
  expect((await fetchFrom((_request, response) => response.end())).result).toEqual({ kind: 'refused', reason: 'empty' })
})

test('an answer that stops in the middle is tried again', async () => {
  const { result } = await fetchFrom((_request, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('half', () => response.destroy())
  })
  expect(result).toEqual({ kind: 'not-now', reason: 'unreachable' })
})

test('whoever sends too slowly is left', async () => {
  const { result } = await fetchFrom((_request, response) => response.writeHead(200).write('x'), { timeoutMs: 200 })
  expect(result).toEqual({ kind: 'not-now', reason: 'too-slow' })
})

test('a name that nobody knows is tried again', async () => {
  const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }))
  expect(await createDownload({ resolve })('https://unknown.example/', await newPath())).toEqual({ kind: 'not-now', reason: 'unreachable' })
})

test('no room for the file is a matter of our storage', async () => {
  const origin = await serve((_request, response) => response.end('x'))
  const download = createDownload({ trustedOrigin: origin })
  await expect(download(`${origin}/file`, '/nowhere/at/all')).rejects.toBeInstanceOf(FileStoreError)
  await expect(download(`${origin}/file`, '/dev/full')).rejects.toMatchObject({ reason: 'storage-full' })
})
