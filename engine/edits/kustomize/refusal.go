// Package refusal remembers the first thing of a build that is not had here. Kustomize tries a reference as a file and
// then as a folder and wraps both errors in one long line, from which a caller could not read the cause.
package refusal

import "fmt"

var first error

// Refuse makes the error of a refusal and remembers the first one since Reset.
func Refuse(format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	if first == nil {
		first = err
	}
	return err
}

// First is the first refusal since Reset, or nil.
func First() error { return first }

// Reset forgets; call it before each build.
func Reset() { first = nil }
