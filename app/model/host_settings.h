#pragma once

#include "app/model/result.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace slipway::host {

// What one instance needs to know, from the service description and the command line.
struct HostSettings
{
    std::string instance;
    int version = 0;
    std::string socketPath;
    std::string artefact;      // folder with model/, processor/ and warmup/, each optional
    std::string processor;     // built-in code
    std::string processorType; // cpp, python; empty
    std::string processorEntry;
    std::string modelEntry;
    std::string modelConfig;
    std::string command;
    int port = 8000; // of the command
    std::vector<std::pair<std::string, std::string>> environment;
    int threadsPerCall = 1; // whole cores of metadata.cpu
    int workerThreads = 5;
    int maxQueue = 64;
    std::chrono::milliseconds keepalive{5000};
    std::chrono::seconds grace{30};
    std::size_t bodyLimit = std::size_t(64) << 20;
};

// Reads a normalised description file.
Result<HostSettings> readHostSettings(const std::string &descriptionFile);

// The file or folder that is handed to the processor: `modelEntry`, the only file of the model, or the model's folder.
std::string modelEntryPath(const HostSettings &settings);

// The unpacked processor package; the model's folder where there is no package.
std::string packageFolder(const HostSettings &settings);

} // namespace slipway::host
