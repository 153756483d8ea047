package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"helm.sh/helm/v4/pkg/chart/common"
	upstream "helm.sh/helm/v4/pkg/chart/v2/lint"
	"helm.sh/helm/v4/pkg/chart/v2/lint/support"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"

	"chartroom/engine/protocol"
)

type lintOptions struct {
	valueOptions
	Strict        bool `json:"strict"`
	Quiet         bool `json:"quiet"`
	WithSubcharts bool `json:"withSubcharts"`
}

// lint does what `helm lint PATH` does (pkg/cmd/lint.go, pkg/action/lint.go), and gives each message on its own beside.
func lint(call *protocol.Call) error {
	var options lintOptions
	if err := json.Unmarshal(call.Request.Options, &options); err != nil {
		return protocol.Refused("the options of lint are not in their form: %w", err)
	}
	logTo(&call.Err)
	kubeVersion, err := options.kubeVersion()
	if err != nil {
		return err
	}
	paths := []string{call.Request.Path}
	if options.WithSubcharts {
		paths = append(paths, subcharts(call.Request.Path)...)
	}
	given, err := options.merge()
	if err != nil {
		return err
	}
	said := []protocol.LintMessage{}
	call.Answer.Lint = &said
	failed, withWarnings := 0, 0
	for _, path := range paths {
		result := lintChart(path, given, kubeVersion, options)
		said = append(said, result.structured(call.Request.Path, path)...)
		if result.hasWarnings() {
			withWarnings++
		} else if options.Quiet {
			continue
		}
		call.Out.WriteString(result.print(path, options.Quiet))
		if len(result.errors) > 0 {
			failed++
		}
	}
	summary := fmt.Sprintf("%d chart(s) linted, %d chart(s) failed", len(paths), failed)
	if failed > 0 {
		return protocol.FailedWithOutput(protocol.Lint, errors.New(summary))
	}
	if !options.Quiet || withWarnings > 0 {
		fmt.Fprintln(&call.Out, summary)
	}
	return nil
}

// subcharts are the folders and packages below charts/, at any depth.
func subcharts(path string) []string {
	var found []string
	filepath.Walk(filepath.Join(path, "charts"), func(path string, info os.FileInfo, _ error) error {
		if info == nil {
			return nil
		}
		if info.Name() == "Chart.yaml" {
			found = append(found, filepath.Dir(path))
		} else if isPackage(path) {
			found = append(found, path)
		}
		return nil
	})
	return found
}

func isPackage(path string) bool {
	return strings.HasSuffix(path, ".tgz") || strings.HasSuffix(path, ".tar.gz")
}

type lintResult struct {
	messages []support.Message
	errors   []error
}

func (r lintResult) hasWarnings() bool {
	for _, message := range r.messages {
		if message.Severity > support.InfoSev {
			return true
		}
	}
	return len(r.errors) > 0
}

func (r lintResult) print(path string, isQuiet bool) string {
	var out strings.Builder
	fmt.Fprintf(&out, "==> Linting %s\n", path)
	if len(r.messages) == 0 {
		for _, err := range r.errors {
			fmt.Fprintf(&out, "Error %s\n", protocol.Text(err))
		}
	}
	for _, message := range r.messages {
		if !isQuiet || message.Severity > support.InfoSev {
			message.Err = errors.New(lintText(message))
			fmt.Fprintf(&out, "%s\n", message)
		}
	}
	out.WriteString("\n")
	return out.String()
}

// structured names files from the chart that was asked for, so that a subchart's can be found.
func (r lintResult) structured(root, path string) []protocol.LintMessage {
	inside := pathFrom(root, path)
	severities := map[int]string{support.InfoSev: "info", support.WarningSev: "warning"}
	var said []protocol.LintMessage
	if len(r.messages) == 0 {
		for _, err := range r.errors {
			said = append(said, protocol.LintMessage{Severity: "error", Path: inside, Text: protocol.Text(err)})
		}
	}
	for _, message := range r.messages {
		severity, isMild := severities[message.Severity]
		if !isMild {
			severity = "error"
		}
		said = append(said, protocol.LintMessage{
			Severity: severity, Path: messagePath(root, inside, message.Path), Text: lintText(message),
		})
	}
	return said
}

// A rule names a file from its chart's folder, or that folder from the root of the tree.
func messagePath(root, inside, path string) string {
	if !filepath.IsAbs(path) {
		return filepath.Join(inside, path)
	}
	if absoluteRoot, err := filepath.Abs(root); err == nil {
		return pathFrom(absoluteRoot, path)
	}
	return path
}

func pathFrom(root, path string) string {
	inside, err := filepath.Rel(root, path)
	if err != nil {
		return path
	}
	return inside
}

// What a rule says of templates may hold a template's own words, which stay as they are.
func lintText(message support.Message) string {
	return protocol.Text(protocol.Failed(protocol.Template, message.Err))
}

func lintChart(path string, given map[string]any, kubeVersion *common.KubeVersion, options lintOptions) lintResult {
	folder, removeFolder, err := unpacked(path)
	defer removeFolder()
	if err == nil {
		_, err = os.Stat(filepath.Join(folder, "Chart.yaml"))
		if err != nil {
			err = fmt.Errorf("unable to check Chart.yaml file in chart: %w", err)
		}
	}
	if err != nil {
		return lintResult{errors: []error{err}}
	}
	linter := upstream.RunAll(folder, given, options.Namespace, upstream.WithKubeVersion(kubeVersion),
		upstream.WithSkipSchemaValidation(options.SkipSchemaValidation))
	tolerated := support.ErrorSev
	if options.Strict {
		tolerated = support.WarningSev
	}
	result := lintResult{messages: linter.Messages}
	for _, message := range linter.Messages {
		if message.Severity >= tolerated {
			result.errors = append(result.errors, message.Err)
		}
	}
	return result
}

// unpacked is the chart's folder; a package is unpacked into a temporary one.
func unpacked(path string) (string, func(), error) {
	if !isPackage(path) {
		return path, func() {}, nil
	}
	folder, err := os.MkdirTemp("", "helm-lint")
	if err != nil {
		return "", func() {}, fmt.Errorf("unable to create temp dir to extract tarball: %w", err)
	}
	remove := func() { os.RemoveAll(folder) }
	file, err := os.Open(path)
	if err != nil {
		return "", remove, fmt.Errorf("unable to open tarball: %w", err)
	}
	defer file.Close()
	if err := chartutil.Expand(folder, file); err != nil {
		return "", remove, fmt.Errorf("unable to extract tarball: %w", err)
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		return "", remove, fmt.Errorf("unable to read temporary output directory %s: %w", folder, err)
	}
	if !files[0].IsDir() {
		return "", remove, fmt.Errorf("unexpected file %s in temporary output directory %s", files[0].Name(), folder)
	}
	return filepath.Join(folder, files[0].Name()), remove, nil
}
