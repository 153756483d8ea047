module chartroom/engine/protocol

go 1.26.0
