package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"sort"

	releaseutil "helm.sh/helm/v4/pkg/release/v1/util"

	"chartroom/engine/protocol"
)

var manifestName = regexp.MustCompile("# Source: [^/]+/(.+)")

// selectManifests is --show-only: the documents that came from files matching a pattern, pattern by pattern.
func selectManifests(rendered string, patterns []string) ([]string, error) {
	documents := releaseutil.SplitManifests(rendered)
	keys := make([]string, 0, len(documents))
	for key := range documents {
		keys = append(keys, key)
	}
	sort.Sort(releaseutil.BySplitManifestsOrder(keys))

	var chosen []string
	for _, pattern := range patterns {
		isMissing := true
		for _, key := range keys {
			found := manifestName.FindStringSubmatch(documents[key])
			if len(found) == 0 {
				continue
			}
			if isMatch, _ := filepath.Match(pattern, found[1]); isMatch {
				chosen = append(chosen, documents[key])
				isMissing = false
			}
		}
		if isMissing {
			return nil, protocol.Failed(protocol.RefusedInput, fmt.Errorf("could not find template %s in chart", pattern))
		}
	}
	return chosen, nil
}
