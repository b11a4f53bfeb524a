#pragma once

#include "ui/schedules/properties_section.h"

class QLabel;
class QLineEdit;

namespace slipway {

class CopyField;

// What the engine sets (node id, output name, owner) and the description.
class GeneralSection : public PropertiesSection
{
    Q_OBJECT

public:
    explicit GeneralSection(QWidget *parent = nullptr);

    void setIdentity(const NodeDraft &draft);

    Form *form() const override { return m_form; }
    void load(const NodeDraft &draft) override;
    void store(NodeProperties &) const override {}
    void preview(const NodeDraft &, const PreviewContext &) override {}
    QString summary(const NodeDraft &draft) const override;

signals:
    void descriptionEdited(const QString &description);

private:
    Form *m_form;
    QLabel *m_identity;
    CopyField *m_output;
    QLineEdit *m_description;
};

} // namespace slipway
