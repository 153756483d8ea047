package protocol

import (
	"errors"
	"fmt"
)

// Failure is the step at which a module said no.
type Failure string

// The steps, as lib/engine/schema.ts explains them.
const (
	RefusedInput Failure = "refused"
	Load         Failure = "load"
	Values       Failure = "values"
	Schema       Failure = "schema"
	Template     Failure = "template"
	Build        Failure = "build"
	Lint         Failure = "lint"
)

type failure struct {
	kind      Failure
	err       error
	hasOutput bool
}

func (f failure) Error() string { return f.err.Error() }
func (f failure) Unwrap() error { return f.err }

// Failed says at which step an error happened. Nil stays nil; the outermost step counts.
func Failed(kind Failure, err error) error {
	if err == nil {
		return nil
	}
	return failure{kind: kind, err: err}
}

// FailedWithOutput is Failed where the program has printed something before it fails.
func FailedWithOutput(kind Failure, err error) error {
	return failure{kind: kind, err: err, hasOutput: true}
}

// Refused makes the error of something that is not had here.
func Refused(format string, args ...any) error {
	return failure{kind: RefusedInput, err: fmt.Errorf(format, args...)}
}

func kindOf(err error) Failure {
	var known failure
	if errors.As(err, &known) {
		return known.kind
	}
	return RefusedInput
}

func hasOutput(err error) bool {
	var known failure
	return errors.As(err, &known) && known.hasOutput
}
