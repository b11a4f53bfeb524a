#pragma once

#include "models/domain/resource_group.h"
#include "ui/schedules/properties_section.h"

class QComboBox;
class QSpinBox;

namespace slipway {

// Where and how a node's runs run: resource group, priority, timeout, reruns.
class RunSection : public PropertiesSection
{
    Q_OBJECT

public:
    explicit RunSection(QWidget *parent = nullptr);

    // Those that the node may run on. A chosen one that is not among them stays chosen.
    void setGroups(const QList<ResourceGroup> &groups);

    Form *form() const override { return m_form; }
    void load(const NodeDraft &draft) override;
    void store(NodeProperties &properties) const override;
    void preview(const NodeDraft &draft, const PreviewContext &context) override;
    QString summary(const NodeDraft &draft) const override;

private:
    void addFields();
    void connectFields();
    void selectGroup();
    void change();

    Form *m_form;
    QComboBox *m_group;
    QComboBox *m_priority;
    QSpinBox *m_timeoutMinutes;
    QComboBox *m_rerun;
    QSpinBox *m_reruns;
    QSpinBox *m_rerunMinutes;
    QString m_chosenGroup;
    bool m_setting = false;
};

} // namespace slipway
