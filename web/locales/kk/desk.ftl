# Менің істерім: кірген адамды не күтіп тұр.
menu-desk = Менің істерім
desk-title = Менің істерім
desk-nothing = Қазір сізді күтіп тұрған іс жоқ.
desk-works-of = Картадағы жұмыстар: { $name }
desk-organisation = Ұйым туралы: { $name }
desk-plans = Шешім күтіп тұрған жоспарлар
desk-asked = Мерзімін ұзарту сұралған
desk-to-accept = Аяқталған, қабылдауды күтеді
desk-to-report = Мерзімі келген, хабар күтіледі
desk-drafts = Жоба нұсқалары
