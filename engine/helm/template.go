package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	gotemplate "text/template"
	"time"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	chart "helm.sh/helm/v4/pkg/chart/v2"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
	release "helm.sh/helm/v4/pkg/release/v1"
	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"

	"chartroom/engine/protocol"
)

type templateOptions struct {
	valueOptions
	ReleaseName  string   `json:"releaseName"`
	NameTemplate string   `json:"nameTemplate"`
	IsUpgrade    bool     `json:"isUpgrade"`
	APIVersions  []string `json:"apiVersions"`
	IncludeCRDs  bool     `json:"includeCrds"`
	NoHooks      bool     `json:"noHooks"`
	SkipTests    bool     `json:"skipTests"`
	ShowOnly     []string `json:"showOnly"`

	isFrozen bool
}

// template does what `helm template NAME PATH` does: the steps of pkg/cmd/template.go, pkg/cmd/install.go and
// pkg/action/install.go for a dry run on the client, in their order, since the first error decides what is said. Those
// packages themselves link a cluster's client.
func template(call *protocol.Call) error {
	var options templateOptions
	if err := json.Unmarshal(call.Request.Options, &options); err != nil {
		return protocol.Refused("the options of template are not in their form: %w", err)
	}
	logTo(&call.Err)
	kubeVersion, err := options.kubeVersion()
	if err != nil {
		return err
	}
	if options.ReleaseName, err = releaseName(options); err != nil {
		return err
	}
	path, err := locateChart(call.Request.Path)
	if err != nil {
		return err
	}
	given, err := options.merge()
	if err != nil {
		return err
	}
	loaded, err := loadChart(path)
	if err != nil {
		return err
	}
	options.isFrozen = call.Request.IsFrozen
	rendered, err := renderRelease(loaded, given, capabilities(kubeVersion, options.APIVersions), options)
	if err != nil {
		return err
	}
	if len(options.ShowOnly) == 0 {
		call.Out.WriteString(rendered)
		return nil
	}
	chosen, err := selectManifests(rendered, options.ShowOnly)
	if err != nil {
		return err
	}
	for _, manifest := range chosen {
		fmt.Fprintf(&call.Out, "---\n%s\n", manifest)
	}
	return nil
}

// renderRelease is the text of all manifests: CRDs where asked for, the rest in install order, hooks after them.
func renderRelease(loaded *chart.Chart, given map[string]any, caps *common.Capabilities, options templateOptions) (string, error) {
	if err := checkReleaseName(options.ReleaseName); err != nil {
		return "", err
	}
	if err := chartutil.ProcessDependencies(loaded, given); err != nil {
		logError("chart dependencies processing failed", err)
		return "", protocol.Failed(protocol.Load, fmt.Errorf("chart dependencies processing failed: %w", err))
	}
	context, err := renderContext(loaded, given, caps, options)
	if err != nil {
		return "", err
	}
	hooks, manifests, err := renderResources(loaded, context, caps, options)
	if err != nil {
		return "", protocol.Failed(stepOf(err), fmt.Errorf("%w\n\nUse --debug flag to render out invalid YAML", err))
	}
	var out strings.Builder
	fmt.Fprintln(&out, strings.TrimSpace(manifests))
	if options.NoHooks {
		return out.String(), nil
	}
	for _, hook := range hooks {
		if options.SkipTests && slices.Contains(hook.Events, release.HookTest) {
			continue
		}
		fmt.Fprintf(&out, "---\n# Source: %s\n%s\n", hook.Path, hook.Manifest)
	}
	return out.String(), nil
}

func renderContext(loaded *chart.Chart, given map[string]any, caps *common.Capabilities, options templateOptions) (common.Values, error) {
	about := common.ReleaseOptions{
		Name: options.ReleaseName, Namespace: options.Namespace, Revision: 1,
		IsInstall: !options.IsUpgrade, IsUpgrade: options.IsUpgrade,
	}
	context, err := util.ToRenderValuesWithSchemaValidation(loaded, given, about, caps, options.SkipSchemaValidation)
	if err != nil && strings.HasPrefix(err.Error(), "values don't meet the specifications of the schema") {
		return nil, protocol.Failed(protocol.Schema, err)
	}
	return context, protocol.Failed(protocol.Values, err)
}

// wrongCluster is a chart that wants another Kubernetes version: nothing of it was rendered.
type wrongCluster struct{ error }

func stepOf(err error) protocol.Failure {
	if _, isWrongCluster := err.(wrongCluster); isWrongCluster {
		return protocol.Load
	}
	return protocol.Template
}

// renderResources is Configuration.renderResources of pkg/action without post-renderer, output folder and cluster.
func renderResources(loaded *chart.Chart, context common.Values, caps *common.Capabilities, options templateOptions) ([]*release.Hook, string, error) {
	wanted := loaded.Metadata.KubeVersion
	if wanted != "" && !chartutil.IsCompatibleRange(wanted, caps.KubeVersion.String()) {
		return nil, "", wrongCluster{fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s",
			wanted, caps.KubeVersion.Version)}
	}
	var renderer engine.Engine
	if options.isFrozen {
		renderer.CustomTemplateFuncs = gotemplate.FuncMap{"now": wallClock}
	}
	files, err := renderer.Render(loaded, context)
	if err != nil {
		return nil, "", err
	}
	for name := range files {
		if strings.HasSuffix(name, "NOTES.txt") {
			delete(files, name)
		}
	}
	hooks, manifests, err := releaseutil.SortManifests(files, nil, releaseutil.InstallOrder)
	if err != nil {
		return nil, "", err
	}
	var out strings.Builder
	if options.IncludeCRDs {
		for _, crd := range loaded.CRDObjects() {
			fmt.Fprintf(&out, "---\n# Source: %s\n%s\n", crd.Filename, string(crd.File.Data))
		}
	}
	for _, manifest := range manifests {
		fmt.Fprintf(&out, "---\n# Source: %s\n%s\n", manifest.Name, manifest.Content)
	}
	return hooks, out.String(), nil
}

// wallClock is `now` without the reading of the monotonic clock, which runs on where the wall clock is held still, and which
// Go prints with the time (`m=+0.1`).
func wallClock() time.Time { return time.Now().Round(0) }
