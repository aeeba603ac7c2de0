import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api } from '../api/client.ts'
import { wordsOf } from '../api/desk-problem.ts'
import { useBeginSession } from '../session/session.ts'
import { FormError } from '../ui/form-error.tsx'
import { useFirstFocus } from '../ui/use-first-focus.ts'
import { Door } from './door.tsx'

/** `to`: where one wanted to go before the desk asked who one is. */
export function SignInScreen({ to }: { readonly to: string | undefined }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const beginSession = useBeginSession()
  const navigate = useNavigate()
  const firstFocus = useFirstFocus()
  const signIn = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/session', { body: { email: email.trim(), password } })),
    onSuccess: async (session) => {
      beginSession(session)
      await navigate({ to: to ?? '/', replace: true })
    },
  })

  return (
    <Door title="Sign in" lead={window.location.host} foot="No account yet? An administrator of your desk can invite you.">
      <form
        className="form"
        aria-label="Sign in"
        onSubmit={(event) => {
          event.preventDefault()
          signIn.mutate()
        }}
      >
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          ref={firstFocus}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <div className="form-field">
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            value={password}
            aria-invalid={signIn.isError || undefined}
            aria-describedby="sign-in-refusal"
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <FormError id="sign-in-refusal" message={signIn.isError ? wordsOf(signIn.error) : undefined} />
        </div>
        <Button type="submit" variant="filled" size="lg" fullWidth disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
    </Door>
  )
}
