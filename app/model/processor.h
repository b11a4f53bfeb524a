#pragma once

#include "app/model/result.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace slipway::host {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request
{
    std::string method;
    std::string target; // what follows the service's name, with the query; at least "/"
    Headers headers;
    std::string body;
};

struct Answer
{
    int status = 200;
    std::string contentType = "application/octet-stream";
    Headers headers; // besides type and length
    std::string body;
};

inline Answer plainAnswer(int status, std::string text)
{
    return {status, "text/plain; charset=utf-8", {}, std::move(text)};
}

// What turns a request into an answer. Called by several threads at once.
class Processor
{
public:
    virtual ~Processor() = default;
    virtual Answer process(const Request &request) = 0;
};

struct HostSettings;

// A shared object with the EAS C contract: initialize() and process() (reference: eas 6.2).
Result<std::unique_ptr<Processor>> loadPlugin(const std::string &file, const HostSettings &settings);

// A program that listens on a TCP port and gets the requests as they are.
Result<std::unique_ptr<Processor>> startCommand(const HostSettings &settings, const std::string &pythonFolder);

} // namespace slipway::host
