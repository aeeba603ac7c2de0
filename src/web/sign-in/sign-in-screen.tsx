import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { ask } from '../api/client.ts'
import { DeskProblem, formWordsOf, type FormWords } from '../api/desk-problem.ts'
import { deskQuery, useBeginSession } from '../session/session.ts'
import { Check } from '../ui/check.tsx'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { SecretInput } from '../ui/secret-input.tsx'
import { useFirstFocus } from '../ui/use-first-focus.ts'
import { Door } from './door.tsx'

/** `to`: where one wanted to go before the desk asked who one is. */
export function SignInScreen({ to }: { readonly to: string | undefined }) {
  const { data: desk } = useQuery(deskQuery)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [staysSignedIn, setStaysSignedIn] = useState(true)
  const staysId = useId()
  const beginSession = useBeginSession()
  const navigate = useNavigate()
  const firstFocus = useFirstFocus()
  const signIn = useMutation({
    mutationFn: () => ask('POST /api/v1/session', { body: { email: email.trim(), password, staysSignedIn } }),
    onSuccess: async (session) => {
      beginSession(session)
      await navigate({ to: to ?? '/', replace: true })
    },
  })
  const words = wordsFor(signIn.error)

  return (
    <Door
      title={desk?.workspaceName ? `Sign in to ${desk.workspaceName}` : 'Sign in'}
      lead={window.location.host}
      foot="No account yet? An administrator of your desk can invite you."
    >
      <Form label="Sign in" words={{ at: words.at, attempt: signIn.error }} onSubmit={() => signIn.mutate()}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          ref={firstFocus}
          value={email}
          error={words.at.email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <div className="signin-password">
          <SecretInput
            label="Password"
            autoComplete="current-password"
            required
            value={password}
            error={words.at.password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Link to="/forgot-password" search={email.trim() === '' ? {} : { email: email.trim() }}>
            Forgot it?
          </Link>
        </div>
        <FormError message={words.whole} />
        <Button type="submit" variant="filled" size="lg" fullWidth disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
        <label className="signin-stay" htmlFor={staysId}>
          <Check id={staysId} label="Stay signed in on this computer" isChecked={staysSignedIn} onChange={setStaysSignedIn} />
          Stay signed in on this computer
        </label>
      </Form>
    </Door>
  )
}

/** A wrong pair is told at the password, the field that is typed again. */
function wordsFor(failure: unknown): FormWords<'email' | 'password'> {
  const words = formWordsOf(failure, ['email', 'password'])
  const isWrongPair = failure instanceof DeskProblem && failure.code === 'not-signed-in'
  return isWrongPair ? { at: { password: words.whole ?? '' }, whole: undefined } : words
}
