package rules

import (
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"
)

// The name rules that lint takes from k8s.io/apimachinery/pkg/api/validation, written out on the package that holds the
// checks themselves: the other one links net/http.

type validateNameFunc func(name string, isPrefix bool) []string

// A prefix may end in a dash, since more follows it: the dash and the letter before it count as one letter.
func withoutTrailingDash(name string) string {
	if len(name) > 1 && strings.HasSuffix(name, "-") {
		return name[:len(name)-2] + "a"
	}
	return name
}

func nameRule(check func(string) []string) validateNameFunc {
	return func(name string, isPrefix bool) []string {
		if isPrefix {
			name = withoutTrailingDash(name)
		}
		return check(name)
	}
}

var (
	nameIsDNSSubdomain = nameRule(validation.IsDNS1123Subdomain)
	nameIsDNSLabel     = nameRule(validation.IsDNS1123Label)
	nameIsDNS1035Label = nameRule(validation.IsDNS1035Label)
)
