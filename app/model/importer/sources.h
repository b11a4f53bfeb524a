#pragma once

#include "app/model/importer/confined_folder.h"

#include <string>

namespace slipway::host {

enum class SourceKind { Folder, File, Archive, CompressedFile };

// By the name alone: a model file may be a ZIP container inside and must not be unpacked for that.
SourceKind sourceKind(const std::string &path, bool isFolder);

// Each fills `target` from `path` and returns an empty text, or why it was refused, for people.
std::string copyFolder(const std::string &path, ConfinedFolder &target);
std::string copyFile(const std::string &path, ConfinedFolder &target);
std::string unpackArchive(const std::string &path, bool compressedFile, const ImportLimits &limits,
                          ConfinedFolder &target);

} // namespace slipway::host
