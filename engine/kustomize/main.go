// The kustomize module: `kustomize build` for a host that has a tree of files and nothing else.
package main

import (
	"errors"
	"runtime"
	"strings"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/provenance"
	"sigs.k8s.io/kustomize/api/refusal"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/openapi"

	"chartroom/engine/protocol"
)

func main() {}

//go:wasmexport run
func run() {
	protocol.Serve(map[string]protocol.Operation{"info": info, "build": build})
}

// build does what `kustomize build PATH` does without flags: the command's defaults, which are not the library's.
func build(call *protocol.Call) error {
	refusal.Reset()
	defer resetSchema(openapi.GetSchemaVersion())
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified
	options.LoadRestrictions = types.LoadRestrictionsRootOnly
	options.PluginConfig = types.DisabledPluginConfig()
	options.PluginConfig.HelmConfig.Command = "helm"
	built, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), call.Request.Path)
	if err != nil {
		if refused := refusal.First(); refused != nil {
			return protocol.Refused("%w", refused)
		}
		return protocol.Failed(stepOf(err), err)
	}
	text, err := built.AsYaml()
	if err != nil {
		return protocol.Failed(protocol.Build, err)
	}
	call.Out.Write(text)
	return nil
}

// resetSchema forgets an `openapi:` schema of the tree: Kustomize keeps it in a global, and the next build on the same
// instance would be wrong and say nothing. The default stays, since reading it again takes most of a second.
func resetSchema(before string) {
	if openapi.GetSchemaVersion() != before {
		openapi.ResetOpenAPI()
	}
}

// stepOf tells a tree that is no base from a base that cannot be built.
func stepOf(err error) protocol.Failure {
	var isNoDirectory bool
	for cause := err; cause != nil; cause = errors.Unwrap(cause) {
		isNoDirectory = isNoDirectory || strings.HasPrefix(cause.Error(), "must build at directory")
	}
	if isNoDirectory || strings.HasPrefix(err.Error(), "unable to find one of 'kustomization.yaml'") {
		return protocol.Load
	}
	return protocol.Build
}

func info(call *protocol.Call) error {
	call.Answer.Info = &protocol.Info{
		Name: "kustomize", Version: provenance.GetProvenance().Semver(), GoVersion: runtime.Version(),
		APIVersions: []string{}, Functions: []protocol.Function{},
	}
	return nil
}
