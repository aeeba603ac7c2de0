import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FirstStep } from '../api/types.ts'
import { useMay, useSession } from '../session/session.ts'
import { Loaded } from '../settings/loaded.tsx'
import { firstNameOf } from '../ui/first-name.ts'
import { useDocumentTitle } from '../ui/use-document-title.ts'
import { useNow } from '../ui/use-now.ts'
import { FirstStepsAside } from './first-steps-aside.tsx'
import { firstStepsQuery, isWalkDone } from './first-steps-query.ts'
import { greeting } from './greeting.ts'
import { hideSteps, showSteps, useAreStepsHidden } from './hidden-steps.ts'
import { MemberStart } from './member-start.tsx'
import { GoLiveStep, TeamStep } from './side-steps.tsx'
import { WalkStep } from './walk-step.tsx'
import '../ui/meter.css'
import './first-steps.css'

/** The walk from an empty desk to the first answered message; for who cannot walk it, what they can do here. */
export function FirstStepsScreen() {
  const steps = useQuery(firstStepsQuery)
  const mayManage = useMay('workspace.manage')
  useDocumentTitle('First steps')
  return (
    <div className="first-steps">
      <div className="page" data-region>
        <div className="page-inner" data-narrow>
          <Loaded query={steps} what="The first steps">
            {(all) => (mayManage ? <Walk steps={all} /> : <MemberStart steps={all} />)}
          </Loaded>
        </div>
      </div>
      <FirstStepsAside />
    </div>
  )
}

function Walk({ steps }: { readonly steps: readonly FirstStep[] }) {
  const { user } = useSession()
  const now = useNow(60_000)
  const done = steps.filter((step) => step.isDone).length
  const current = steps.find((step) => !step.isDone)?.name
  return (
    <>
      <header>
        <h1>
          {greeting(now)}, {firstNameOf(user.name)}. {stepsLeft(steps.length - done)}
        </h1>
        <div className="progress-line">
          <progress className="meter grow" value={done} max={steps.length} aria-label="Steps done" />
          <span className="muted num">
            {done} of {steps.length} done
          </span>
        </div>
      </header>
      <ol className="card">
        {steps.map((step, index) => (
          <WalkStep key={step.name} step={step} number={index + 1} isNow={step.name === current} />
        ))}
      </ol>
      <h2 className="group-label walk-more">When you are ready</h2>
      <ul className="card">
        <TeamStep />
        <GoLiveStep />
      </ul>
      <WalkFoot isDone={isWalkDone(steps)} />
    </>
  )
}

function WalkFoot({ isDone }: { readonly isDone: boolean }) {
  const areHidden = useAreStepsHidden()
  if (isDone) {
    return (
      <p className="first-steps-foot muted">
        That’s everything.{' '}
        <Link to="/tickets/$folder" params={{ folder: 'all' }}>
          Go to the tickets
        </Link>
      </p>
    )
  }
  return (
    <p className="first-steps-foot muted">
      {areHidden
        ? 'This page is hidden from the navigation; you find it in the menu under your name. '
        : 'You can come back to this page from the menu until your first answer is sent. '}
      <button type="button" className="link" onClick={areHidden ? showSteps : hideSteps}>
        {areHidden ? 'Show it again' : 'Hide it now'}
      </button>
    </p>
  )
}

function stepsLeft(left: number): string {
  const NUMBERS = ['All done', 'One step', 'Two steps', 'Three steps', 'Four steps']
  return left === 0 ? 'All done.' : `${NUMBERS[left] ?? `${left} steps`} to your first answered message.`
}
