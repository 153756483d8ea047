package rules

import "strings"

// deprecationRow says since which Kubernetes version a kind is deprecated, and what Kubernetes says about it.
type deprecationRow struct {
	major, minor int
	message      string
}

func (row deprecationRow) holdsAt(major, minor int) bool {
	return major > row.major || (major == row.major && minor >= row.minor)
}

// deprecationOf finds a kind in the generated table. `/v1` is another spelling of `v1`.
func deprecationOf(apiVersion, kind string) (deprecationRow, bool) {
	row, isDeprecated := generatedDeprecations[strings.TrimPrefix(apiVersion, "/")+" "+kind]
	return row, isDeprecated
}
