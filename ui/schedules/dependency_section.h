#pragma once

#include "models/backend/backends.h"
#include "ui/schedules/properties_section.h"

class QCheckBox;
class QComboBox;

namespace slipway {

class DependencyEditor;
class NodeChooser;
class PreviewList;

// What a node waits for: its parents of the same cycle, and previous cycles of itself, of its children or of chosen
// nodes; with what the next run waits for.
class DependencySection : public PropertiesSection
{
    Q_OBJECT

public:
    explicit DependencySection(const Backends &backends, QWidget *parent = nullptr);

    void setWorkspace(WorkspaceId workspace, const QString &rootOutput);
    void setCommittedNodes(const QList<Node> &nodes);

    Form *form() const override { return m_form; }
    void load(const NodeDraft &draft) override;
    void store(NodeProperties &properties) const override;
    void preview(const NodeDraft &draft, const PreviewContext &context) override;
    QString summary(const NodeDraft &draft) const override;
    QString formField(const QString &field) const override;

private:
    enum class Others { None, Children, Chosen };

    void addFields();
    void connectFields();
    Others others() const;
    CrossCycle crossCycle() const;
    void updateVisibility();
    void change();

    Form *m_form;
    DependencyEditor *m_parents;
    QCheckBox *m_itself;
    QCheckBox *m_ignoresDryRun;
    QComboBox *m_others;
    NodeChooser *m_nodes;
    PreviewList *m_waits;
    bool m_setting = false;
};

} // namespace slipway
