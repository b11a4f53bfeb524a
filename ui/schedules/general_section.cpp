#include "ui/schedules/general_section.h"

#include "ui/schedules/field_parts.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/copy_field.h"
#include "widgets/kit/form.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace slipway {

GeneralSection::GeneralSection(QWidget *parent)
    : PropertiesSection(parent),
      m_form(new Form(this)),
      m_identity(named(textLabel({}, TextSize::Body, m_form, false, true), "nodeIdentity")),
      m_output(new CopyField(tr("output name"), QStringLiteral("nodeOutput"), CopyField::Kind::Plain, m_form)),
      m_description(named(new QLineEdit(m_form), "nodeDescription"))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    m_identity->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_form->setLabelColumn(labelColumn);
    m_form->addField(QStringLiteral("node"), tr("Node"), m_identity);
    m_form->addField(QStringLiteral("OutputList"), tr("Output"), m_output);
    m_form->addField(QStringLiteral("FileDescription"), tr("Description"), m_description);
    connect(m_description, &QLineEdit::textEdited, this, &GeneralSection::descriptionEdited);
}

void GeneralSection::setIdentity(const NodeDraft &draft)
{
    const QString id = draft.node.isValid() ? tr("Id %1").arg(draft.node.toString()) : tr("Id after the first commit");
    m_identity->setText(draft.owner.isEmpty() ? id : tr("%1, owner %2").arg(id, draft.owner));
    m_output->setValue(draft.properties.outputs.value(0));
}

void GeneralSection::load(const NodeDraft &draft)
{
    setIdentity(draft);
    if (m_description->text() != draft.description)
        m_description->setText(draft.description);
}

QString GeneralSection::summary(const NodeDraft &draft) const
{
    return draft.description;
}

} // namespace slipway
