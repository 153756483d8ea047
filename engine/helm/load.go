package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	gotemplate "text/template"

	"github.com/Masterminds/sprig/v3"

	"helm.sh/helm/v4/pkg/chart"
	"helm.sh/helm/v4/pkg/chart/loader"
	chartv2 "helm.sh/helm/v4/pkg/chart/v2"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"

	"chartroom/engine/protocol"
)

func logError(message string, err error) {
	slog.Error(message, slog.Any("error", err))
}

// releaseName is NAME, or what --name-template makes.
func releaseName(options templateOptions) (string, error) {
	if options.NameTemplate == "" {
		return options.ReleaseName, nil
	}
	parsed, err := gotemplate.New("name-template").Funcs(sprig.TxtFuncMap()).Parse(options.NameTemplate)
	if err != nil {
		return "", protocol.Failed(protocol.RefusedInput, err)
	}
	var name bytes.Buffer
	if err := parsed.Execute(&name, nil); err != nil {
		return "", protocol.Failed(protocol.RefusedInput, err)
	}
	return name.String(), nil
}

func checkReleaseName(name string) error {
	if err := chartutil.ValidateReleaseName(name); err != nil {
		err = fmt.Errorf("release name %q: %w", name, err)
		logError("release name check failed", err)
		return protocol.Failed(protocol.RefusedInput, fmt.Errorf("release name check failed: %w", err))
	}
	return nil
}

// locateChart finds a chart in the tree. Where Helm would go on to look in repositories and registries, it refuses.
func locateChart(name string) (string, error) {
	name = strings.TrimSpace(name)
	if _, err := os.Stat(name); err == nil {
		path, err := filepath.Abs(name)
		return path, protocol.Failed(protocol.Load, err)
	}
	if strings.Contains(name, "://") {
		return "", protocol.Refused("chart %s is not fetched here: pull it and name the folder or the package", name)
	}
	return "", protocol.Failed(protocol.Load, fmt.Errorf("path %q not found", name))
}

// loadChart loads a chart and checks, as the command does before it renders, that it can be installed and is complete.
func loadChart(path string) (*chartv2.Chart, error) {
	charter, err := loader.Load(path)
	if err != nil {
		return nil, protocol.Failed(protocol.Load, err)
	}
	accessor, err := chart.NewAccessor(charter)
	if err != nil {
		return nil, protocol.Failed(protocol.Load, err)
	}
	if kind := accessor.MetadataAsMap()["Type"]; kind != "" && kind != "application" {
		return nil, protocol.Failed(protocol.Load, fmt.Errorf("%s charts are not installable", kind))
	}
	if accessor.Deprecated() {
		slog.Warn("this chart is deprecated")
	}
	if err := checkDependencies(accessor); errors.Is(err, errNotRenderable) {
		return nil, protocol.Failed(protocol.Load, err)
	} else if err != nil {
		return nil, protocol.Failed(protocol.Load, fmt.Errorf("an error occurred while checking for chart dependencies. "+
			"You may need to run 'helm dependency build' to fetch missing dependencies: %w", err))
	}
	loaded, isRenderable := charter.(*chartv2.Chart)
	if !isRenderable {
		return nil, protocol.Failed(protocol.Load, errNotRenderable)
	}
	return loaded, nil
}

// What Helm says of a chart in its coming v3 format, which it loads and cannot render yet.
var errNotRenderable = errors.New("invalid chart apiVersion")

// checkDependencies is action.CheckDependencies: each named dependency must stand in charts/. Helm's own code for v3 charts
// panics here where one is missing.
func checkDependencies(accessor chart.Accessor) (err error) {
	defer func() {
		if recover() != nil {
			err = errNotRenderable
		}
	}()
	present := map[string]bool{}
	for _, dependency := range accessor.Dependencies() {
		inside, err := chart.NewAccessor(dependency)
		if err != nil {
			return err
		}
		present[inside.Name()] = true
	}
	var missing []string
	for _, named := range accessor.MetaDependencies() {
		dependency, err := chart.NewDependencyAccessor(named)
		if err != nil {
			return err
		}
		if !present[dependency.Name()] {
			missing = append(missing, dependency.Name())
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("found in Chart.yaml, but missing in charts/ directory: %s", strings.Join(missing, ", "))
	}
	return nil
}
