#pragma once

#include "models/domain/workflow.h"

#include <QTimeZone>
#include <QWidget>

namespace slipway {

class Form;

// What previews are made from besides the draft.
struct PreviewContext
{
    QTimeZone zone = QTimeZone::utc();
    Instant now{};         // by the engine's clock
    QString rootOutput;    // of the workspace
    QList<Node> committed; // all scheduled nodes of the workspace
};

// One part of Properties. It shows what it knows of a draft and gives it back; what it has no control for it keeps.
class PropertiesSection : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual Form *form() const = 0;
    virtual void load(const NodeDraft &draft) = 0;
    virtual void store(NodeProperties &properties) const = 0;
    // What the choices come to. Called after each change, and as time goes on.
    virtual void preview(const NodeDraft &draft, const PreviewContext &context) = 0;
    // A few words for the heading.
    virtual QString summary(const NodeDraft &draft) const = 0;
    // The field of the form at which an error on that field of the API is told.
    virtual QString formField(const QString &field) const { return field; }

signals:
    // A person changed something.
    void edited();
};

} // namespace slipway
