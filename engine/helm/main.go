// The helm module: `helm template` and `helm lint` for a host that has a tree of files and nothing else.
package main

import "chartroom/engine/protocol"

func main() {}

//go:wasmexport run
func run() {
	protocol.Serve(map[string]protocol.Operation{"info": info, "template": template, "lint": lint})
}
