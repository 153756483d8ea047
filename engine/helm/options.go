package main

import (
	"errors"
	"fmt"
	"slices"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/cli/values"

	"chartroom/engine/protocol"
)

// valueOptions are the flags by which people give values, shared by template and lint.
type valueOptions struct {
	ValueFiles  []string `json:"valueFiles"`
	SetJSON     []string `json:"setJson"`
	Set         []string `json:"set"`
	SetString   []string `json:"setString"`
	SetFile     []string `json:"setFile"`
	SetLiteral  []string `json:"setLiteral"`
	KubeVersion string   `json:"kubeVersion"`
	Namespace   string   `json:"namespace"`

	SkipSchemaValidation bool `json:"skipSchemaValidation"`
}

func (o valueOptions) merge() (map[string]any, error) {
	given := values.Options{
		ValueFiles: o.ValueFiles, JSONValues: o.SetJSON, Values: o.Set,
		StringValues: o.SetString, FileValues: o.SetFile, LiteralValues: o.SetLiteral,
	}
	merged, err := given.MergeValues()
	var remote values.RemoteFileError
	if errors.As(err, &remote) {
		return nil, protocol.Failed(protocol.RefusedInput, err)
	}
	return merged, protocol.Failed(protocol.Values, err)
}

// kubeVersion is nil where none was given: Helm then takes its own default.
func (o valueOptions) kubeVersion() (*common.KubeVersion, error) {
	if o.KubeVersion == "" {
		return nil, nil
	}
	parsed, err := common.ParseKubeVersion(o.KubeVersion)
	if err != nil {
		return nil, protocol.Failed(protocol.RefusedInput, fmt.Errorf("invalid kube version '%s': %w", o.KubeVersion, err))
	}
	return parsed, nil
}

// capabilities are Helm's own with what was asked for. The default list is copied: an append could write into the array
// that later calls on the same instance read.
func capabilities(kubeVersion *common.KubeVersion, apiVersions []string) *common.Capabilities {
	caps := common.DefaultCapabilities.Copy()
	caps.APIVersions = append(slices.Clone(caps.APIVersions), apiVersions...)
	if kubeVersion != nil {
		caps.KubeVersion = *kubeVersion
	}
	return caps
}
