#pragma once

#include "models/domain/outcome.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace slipway {

// A service description as EAS takes it (reference: eas 2), read leniently: `#` and `//` comments and trailing commas
// are accepted with a warning each, dotted keys are equal to nesting, booleans and numbers may be strings.
struct ServiceDescription
{
    QString name;                 // `name` or `metadata.name`
    std::optional<int> instances; // metadata.instance
    std::optional<double> cpu;    // cores
    std::optional<int> memoryMb;
    QString token; // secret; empty: not given
    bool generateToken = false;
    QString processor;     // built-in code
    QString processorType; // cpp, python
    QString processorPath;
    QString processorEntry;
    QString modelPath;
    QString modelEntry;
    QString modelSha256; // own key model_sha256, lower-case hex
    QString warmUpDataPath;
    QString command; // containers[0].command or .script
    int containerPort = 0;
    int gracePeriodSeconds = 30; // metadata.eas.termination_grace_period or runtime.termination_grace_period
    QByteArray document;         // normalised, compact, keys sorted
    QStringList warnings;        // "line 7: ..." in the order of the text
};

// Reads `text`. Fails with a sentence that names line and column, or the field, its value and the rule. Which fields
// a service needs is not checked here: a modify may bring a part only.
Outcome<ServiceDescription> parseServiceDescription(const QByteArray &text);

// What makes a description complete enough to be served: name, instance count, a processor, what that one needs.
// The first rule that is broken, or nothing.
std::optional<Error> checkServiceDescription(const ServiceDescription &description);

// Deep merge of objects, everything else is replaced; `null` removes a key. Both normalised documents.
QByteArray mergeDescriptions(const QByteArray &base, const QByteArray &patch);

// Differ in nothing besides metadata.instance and labels: then a modify makes no new version (reference: eas 3.5).
bool sameVersion(const QByteArray &a, const QByteArray &b);

// The document with metadata.instance set to `instances`.
QByteArray withInstances(const QByteArray &document, int instances);

// Codes of built-in processors that this build can serve.
QStringList builtInProcessors();

} // namespace slipway
