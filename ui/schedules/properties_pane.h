#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/domain/resource_group.h"
#include "models/domain/workflow.h"
#include "models/domain/workspace.h"

#include <QTimeZone>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QScrollArea;
class QSpinBox;

namespace slipway {

class DependencyEditor;
class Form;
class ScheduleForm;

// The Properties panel of a node: general, schedule with its next runs, dependencies, parameters with their values,
// resource group, rerun and timeout. Every change is announced at once; the owner saves it.
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
    // For the names of parents.
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
    void addGeneral();
    void addSchedule();
    void addDependencies();
    void addParameters();
    void addRunPolicy();
    NodeProperties collect() const;
    void change();
    void validate();
    void setFieldError(const Error &error);
    void selectGroup();
    void updatePreviews();

    Backends m_backends;
    QTimeZone m_zone = QTimeZone::utc();
    Instant m_now{};
    NodeDraft m_draft;
    bool m_setting = false;

    Form *m_form;
    QScrollArea *m_scroll;
    QLabel *m_identity;
    QLineEdit *m_description;
    ScheduleForm *m_schedule;
    DependencyEditor *m_parents;
    QComboBox *m_crossCycle;
    QLineEdit *m_parameters;
    QLabel *m_values;
    QComboBox *m_group;
    QComboBox *m_rerun;
    QSpinBox *m_reruns;
    QSpinBox *m_rerunMinutes;
    QSpinBox *m_timeoutMinutes;
    QComboBox *m_priority;
};

} // namespace slipway
