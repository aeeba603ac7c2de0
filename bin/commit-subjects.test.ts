import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const LONG = 'desk: Say in a subject everything that would better stand in the body of it.'

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pagedesk-commits-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

function newRepository() {
  const folder = newFolder()
  const git = (args: readonly string[], at = '2026-12-01T12:00:00Z') =>
    execFileSync('git', ['-c', 'user.name=Anna', '-c', 'user.email=anna@example.com', '-c', 'commit.gpgsign=false', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: at },
    }).trim()
  git(['init', '-q'])
  return { folder, git, commit: (subject: string, at?: string) => git(['commit', '-q', '--allow-empty', '-m', subject, '-m', LONG], at) }
}

function look(cwd: string) {
  const { status, stderr } = spawnSync(process.execPath, [resolve('bin/commit-subjects.ts')], { cwd, encoding: 'utf8' })
  return { status, stderr }
}

test('a subject of 72 columns passes, whatever its letters are', () => {
  const { folder, commit } = newRepository()
  commit(`desk: Żółw 🚲 ${'x'.repeat(59)}`)
  commit('x'.repeat(72))
  expect(look(folder)).toEqual({ status: 0, stderr: '' })
})

test('a longer one fails, and is named with the way to mend it', () => {
  const { folder, git, commit } = newRepository()
  commit('desk: Begin.')
  commit(LONG)
  const hash = git(['rev-parse', '--short', 'HEAD'])
  const { status, stderr } = look(folder)
  expect(status).toBe(1)
  expect(stderr).toContain(`${hash} ${LONG}\n  has ${LONG.length} columns, 72 is the most: git rebase -i ${hash}^`)
})

test('what was committed before the rule was checked stays as it is', () => {
  const { folder, commit } = newRepository()
  commit(LONG, '2026-11-28T16:21:52Z')
  commit('desk: Go on.')
  expect(look(folder)).toEqual({ status: 0, stderr: '' })
})

test('of a shallow clone only what is there is looked at', () => {
  const { folder, git, commit } = newRepository()
  commit(LONG)
  commit('desk: Go on.')
  const clone = newFolder()
  git(['clone', '-q', '--depth', '1', `file://${folder}`, join(clone, 'desk')])
  expect(look(join(clone, 'desk'))).toEqual({ status: 0, stderr: '' })
})

test('without git there is nothing to look at, also inside of another repository', () => {
  const { folder, commit } = newRepository()
  commit(LONG)
  execFileSync('mkdir', ['unpacked'], { cwd: folder })
  expect(look(join(folder, 'unpacked'))).toEqual({ status: 0, stderr: '' })
  expect(look(newFolder())).toEqual({ status: 0, stderr: '' })
})
