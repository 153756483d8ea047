package engine

import "fmt"

// TemplateFunctions lists what a template may call, with Go signatures. `include`, `tpl`, `required` and `fail` are bound
// when rendering begins, so their real signatures are written here.
func TemplateFunctions() map[string]string {
	signatures := map[string]string{}
	for name, function := range funcMap() {
		signatures[name] = fmt.Sprintf("%T", function)
	}
	signatures["include"] = "func(string, interface {}) (string, error)"
	signatures["tpl"] = "func(string, interface {}) (string, error)"
	signatures["required"] = "func(string, interface {}) (interface {}, error)"
	signatures["fail"] = "func(string) (string, error)"
	return signatures
}
