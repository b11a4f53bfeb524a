#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/domain/resource_group.h"
#include "models/domain/workspace.h"
#include "ui/schedules/properties_section.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace slipway {

class DependencySection;
class FoldSection;
class GeneralSection;
class ParameterSection;
class RunSection;
class ScheduleSection;

// The Properties panel of a node: general, schedule with its next runs, dependencies with what the next run waits for,
// parameters with their values, running. Every change is announced at once; the owner saves it.
class PropertiesPane : public QWidget
{
    Q_OBJECT

public:
    explicit PropertiesPane(const Backends &backends, QWidget *parent = nullptr);

    void setWorkspace(const Workspace &workspace, const QTimeZone &zone);
    void setDraft(const NodeDraft &draft);
    // What the engine sets: node id, output, owner.
    void setIdentity(const NodeDraft &draft);
    // Those that the node may run on. A chosen one that is not among them stays chosen.
    void setGroups(const QList<ResourceGroup> &groups);
    // For the names of parents, and for what the next run waits for.
    void setCommittedNodes(const QList<Node> &nodes);
    // The engine's clock, for previews.
    void setNow(Instant now);

    bool hasField(const QString &field) const;
    // What the engine refused, at its field, with the focus there.
    void showError(const Error &error);

signals:
    void propertiesEdited(const slipway::NodeProperties &properties);
    void descriptionEdited(const QString &description);

private:
    struct Part
    {
        PropertiesSection *section;
        FoldSection *frame;
    };

    void add(PropertiesSection *section, const QString &title, const char *objectName, QVBoxLayout *layout);
    const Part *partOf(const QString &field) const;
    void change();
    void validate();
    void updateFaults(const QList<Error> &faults);
    void updatePreviews();

    PreviewContext m_context;
    NodeDraft m_draft;
    QScrollArea *m_scroll;
    GeneralSection *m_general;
    ScheduleSection *m_schedule;
    DependencySection *m_dependencies;
    ParameterSection *m_parameters;
    RunSection *m_run;
    QList<Part> m_parts;
};

} // namespace slipway
