package builtins

import (
	"strings"

	"sigs.k8s.io/kustomize/api/refusal"
	"sigs.k8s.io/yaml"
)

// refuseChart names the chart that a `helmCharts` entry asks for.
func refuseChart(config []byte) error {
	var chart struct {
		Name    string `json:"name"`
		Repo    string `json:"repo"`
		Version string `json:"version"`
	}
	_ = yaml.Unmarshal(config, &chart) // what cannot be read stays empty: the refusal is the same
	name := strings.TrimSpace(chart.Name + " " + chart.Version)
	if chart.Repo != "" {
		name += " of " + chart.Repo
	}
	return refusal.Refuse("helm chart %s is not inflated here: render it with helm template and copy the output into this "+
		"folder as a resource (must specify --enable-helm)", name)
}
