#pragma once

#include "ui/schedules/properties_section.h"

namespace slipway {

class ScheduleForm;

// The schedule as a part of Properties.
class ScheduleSection : public PropertiesSection
{
    Q_OBJECT

public:
    explicit ScheduleSection(QWidget *parent = nullptr);

    Form *form() const override;
    void load(const NodeDraft &draft) override;
    void store(NodeProperties &properties) const override;
    void preview(const NodeDraft &draft, const PreviewContext &context) override;
    QString summary(const NodeDraft &draft) const override;

private:
    ScheduleForm *m_form;
};

} // namespace slipway
