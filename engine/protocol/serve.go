// Package protocol is the conversation between a module and its host: one JSON request on standard input; on standard
// output one line of JSON, the answer, and after it what the native program would print, byte for byte. The shapes are
// those of lib/engine/schema.ts.
package protocol

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// Request is one question. Options are read by the operation that knows them. IsFrozen says that the host holds the wall
// clock still and answers from a fixed seed, so that equal requests shall get equal bytes.
type Request struct {
	Op       string          `json:"op"`
	Cwd      string          `json:"cwd"`
	Path     string          `json:"path"`
	IsFrozen bool            `json:"isFrozen"`
	Options  json.RawMessage `json:"options"`
}

// Answer is the line before the output.
type Answer struct {
	ExitCode int            `json:"exitCode"`
	Failure  *Failure       `json:"failure"`
	Stderr   string         `json:"stderr"`
	Info     *Info          `json:"info,omitempty"`
	Lint     *[]LintMessage `json:"lint,omitempty"`
}

// LintMessage is one thing that lint says, with the file it is about.
type LintMessage struct {
	Severity string `json:"severity"`
	Path     string `json:"path"`
	Text     string `json:"text"`
}

// Info is what a module says of itself.
type Info struct {
	Name        string     `json:"name"`
	Version     string     `json:"version"`
	GoVersion   string     `json:"goVersion"`
	KubeVersion *string    `json:"kubeVersion"`
	APIVersions []string   `json:"apiVersions"`
	Functions   []Function `json:"functions"`
}

// Function is something a template may call.
type Function struct {
	Name      string `json:"name"`
	Signature string `json:"signature"`
}

// Call is what an operation writes to: Out is the program's standard output, Err its standard error.
type Call struct {
	Request Request
	Out     bytes.Buffer
	Err     bytes.Buffer
	Answer  Answer
}

// Operation does what was asked. Its error is printed as the program prints one, and makes the exit code 1.
type Operation func(call *Call) error

// Serve answers the one request on standard input. It may be called any number of times on one instance.
func Serve(operations map[string]Operation) {
	call := &Call{}
	if err := perform(call, operations); err != nil {
		kind := kindOf(err)
		call.Answer.ExitCode, call.Answer.Failure = 1, &kind
		if !hasOutput(err) {
			call.Out.Reset()
		}
		fmt.Fprintf(&call.Err, "Error: %s\n", Text(err))
	}
	call.Answer.Stderr = call.Err.String()
	line, err := json.Marshal(call.Answer)
	if err != nil {
		panic(err) // strings and numbers only: there is nothing that could fail
	}
	os.Stdout.Write(append(line, '\n'))
	os.Stdout.Write(call.Out.Bytes())
}

func perform(call *Call, operations map[string]Operation) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = Refused("the program stopped at this input, by a fault of its own: %v", cause)
		}
	}()
	asked, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(asked, &call.Request); err != nil {
		return Refused("the request is not JSON: %w", err)
	}
	operation, isKnown := operations[call.Request.Op]
	if !isKnown {
		return Refused("operation %q is not had here", call.Request.Op)
	}
	reseed()
	if call.Request.Cwd != "" {
		if err := os.Chdir(call.Request.Cwd); err != nil {
			return Failed(Load, err)
		}
	}
	return operation(call)
}
