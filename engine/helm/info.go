package main

import (
	"maps"
	"runtime"
	"slices"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/engine"

	"chartroom/engine/protocol"
)

// The functions that Go's text/template brings along. They are built into its parser, which lists no signatures.
var builtins = map[string]string{
	"and":      "func(interface {}, ...interface {}) interface {}",
	"call":     "func(interface {}, ...interface {}) (interface {}, error)",
	"eq":       "func(interface {}, ...interface {}) (bool, error)",
	"ge":       "func(interface {}, interface {}) (bool, error)",
	"gt":       "func(interface {}, interface {}) (bool, error)",
	"html":     "func(...interface {}) string",
	"index":    "func(interface {}, ...interface {}) (interface {}, error)",
	"js":       "func(...interface {}) string",
	"le":       "func(interface {}, interface {}) (bool, error)",
	"len":      "func(interface {}) (int, error)",
	"lt":       "func(interface {}, interface {}) (bool, error)",
	"ne":       "func(interface {}, interface {}) (bool, error)",
	"not":      "func(interface {}) bool",
	"or":       "func(interface {}, ...interface {}) interface {}",
	"print":    "func(...interface {}) string",
	"printf":   "func(string, ...interface {}) string",
	"println":  "func(...interface {}) string",
	"slice":    "func(interface {}, ...interface {}) (interface {}, error)",
	"urlquery": "func(...interface {}) string",
}

func info(call *protocol.Call) error {
	signatures := engine.TemplateFunctions()
	for name, signature := range builtins {
		if _, isReplaced := signatures[name]; !isReplaced {
			signatures[name] = signature
		}
	}
	functions := make([]protocol.Function, 0, len(signatures))
	for _, name := range slices.Sorted(maps.Keys(signatures)) {
		functions = append(functions, protocol.Function{Name: name, Signature: signatures[name]})
	}
	kubeVersion := common.DefaultCapabilities.KubeVersion.Version
	call.Answer.Info = &protocol.Info{
		Name: "helm", Version: common.DefaultCapabilities.HelmVersion.Version, GoVersion: runtime.Version(),
		KubeVersion: &kubeVersion, APIVersions: slices.Clone(common.DefaultVersionSet), Functions: functions,
	}
	return nil
}
