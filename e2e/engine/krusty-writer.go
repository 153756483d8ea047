package kusttest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

var (
	treesWritten   = map[string]int{}
	treesWrittenMu sync.Mutex
)

// writeTree keeps the files that a test has put together, and the folder that it builds, below $KRUSTY_TREES/<test>/<n>/:
// `tree/` and `path`. It is put beside the harness of Kustomize's own tests, in a copy of the module.
func (th Harness) writeTree(path string) {
	out := os.Getenv("KRUSTY_TREES")
	name := filepath.FromSlash(th.t.Name())
	treesWrittenMu.Lock()
	treesWritten[name]++
	folder := filepath.Join(out, name, fmt.Sprint(treesWritten[name]))
	treesWrittenMu.Unlock()

	// Some tests work in a temporary folder of the disk, whose name is another each time.
	root := "/"
	if below, isOnDisk := strings.CutPrefix(path, os.TempDir()+"/"); isOnDisk {
		root = filepath.Join(os.TempDir(), strings.Split(below, "/")[0])
	}
	write := func(at string, content []byte) {
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			th.t.Fatal(err)
		}
		if err := os.WriteFile(at, content, 0o600); err != nil {
			th.t.Fatal(err)
		}
	}
	_ = th.fSys.Walk(root, func(file string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return nil
		}
		if content, err := th.fSys.ReadFile(file); err == nil {
			write(filepath.Join(folder, "tree", strings.TrimPrefix(file, root)), content)
		}
		return nil
	})
	write(filepath.Join(folder, "path"), []byte(strings.TrimPrefix(path, root)))
}
